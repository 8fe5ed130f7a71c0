package dev.coinless.lab.acceptance;

import dev.coinless.lab.cloud.CloudFaults.TableTrouble;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What breaks, and how it is mended.
enum Fault {
    PHONE_GONE {
        @Override
        void strike(Surroundings at, Stage stage) {
            at.phone().awayFrom(at.machine().name());
        }

        @Override
        void mend(Surroundings at) {
            at.phone().near(at.machine().name());
        }
    },
    PHONE_KILLED {
        @Override
        void strike(Surroundings at, Stage stage) {
            at.phone().kill();
        }

        @Override
        void mend(Surroundings at) {
            at.phone().restart();
        }
    },
    CLOUD_DOWN {
        @Override
        void strike(Surroundings at, Stage stage) {
            at.world().cloud().faults().down();
        }

        @Override
        void mend(Surroundings at) {
            at.world().cloud().faults().clear();
        }
    },
    CLOUD_SLOW {
        @Override
        void strike(Surroundings at, Stage stage) {
            at.world().cloud().faults().slow(Duration.ofMillis(2500));
        }

        @Override
        void mend(Surroundings at) {
            at.world().cloud().faults().clear();
        }

        @Override
        Optional<String> senseless(Stage stage) {
            return withoutCloud(stage);
        }
    },
    TABLE_THROTTLED {
        @Override
        void strike(Surroundings at, Stage stage) {
            at.world().cloud().faults().table(TableTrouble.THROTTLED);
        }

        @Override
        void mend(Surroundings at) {
            at.world().cloud().faults().clear();
        }

        @Override
        Optional<String> senseless(Stage stage) {
            return withoutCloud(stage);
        }
    },
    TIMEOUT_AFTER_COMMIT {
        @Override
        void strike(Surroundings at, Stage stage) {
            var write = stage == Stage.RECEIPT ? "PutItem" : "TransactWriteItems";
            at.world().cloud().faults().table(TableTrouble.SILENCE_AFTER_COMMIT, 2, write);
        }

        @Override
        void mend(Surroundings at) {
            at.world().cloud().faults().clear();
        }

        @Override
        Optional<String> senseless(Stage stage) {
            return stage == Stage.AUTHORIZE
                    ? Optional.of("authorizing commits nothing; issue is where the hold is written")
                    : withoutCloud(stage);
        }
    },
    BROKER_DOWN {
        @Override
        void strike(Surroundings at, Stage stage) {
            at.world().cloud().faults().brokerDown();
        }

        @Override
        void mend(Surroundings at) {
            at.world().cloud().faults().brokerUp();
        }
    },
    ADAPTER_UNPLUGGED {
        @Override
        void strike(Surroundings at, Stage stage) {
            at.machine().vmc().does("detach");
        }

        @Override
        void mend(Surroundings at) {
            at.machine().vmc().does("attach");
        }
    },
    DISK_FULL {
        @Override
        void strike(Surroundings at, Stage stage) {
            at.machine().module().diskFull();
        }

        @Override
        void mend(Surroundings at) {
            at.machine().module().diskFree();
        }
    },
    MODULE_KILLED {
        /// The stages that write to the journal: the power goes right after the record.
        private static final Map<Stage, String> AFTER =
                Map.of(
                        Stage.PRESENT, "CONSUMED",
                        Stage.VEND, "INTENT",
                        Stage.RECEIPT, "RESULT",
                        Stage.REDEEM, "RECEIPT");

        @Override
        void prepare(Surroundings at, Stage stage) {
            if (AFTER.containsKey(stage)) {
                at.machine().module().powerCutAfter(AFTER.get(stage));
            }
        }

        @Override
        void strike(Surroundings at, Stage stage) {
            if (!AFTER.containsKey(stage)) {
                at.machine().module().powerCut();
            }
        }

        @Override
        void mend(Surroundings at) {
            at.machine().module().awaitDark(Phone.PATIENCE);
            at.machine().module().powerOn();
        }
    },
    CLOCK_BACK_AT_1970 {
        @Override
        void strike(Surroundings at, Stage stage) {
            at.machine().module().powerCut();
            at.machine().module().powerOn();
        }

        @Override
        void mend(Surroundings at) {}
    };

    /// Who and what can break.
    record Surroundings(World world, Machine machine, Phone phone) {}

    /// Before the purchase: what has to be armed to strike at the exact moment.
    void prepare(Surroundings at, Stage stage) {}

    /// Lets it happen, now.
    abstract void strike(Surroundings at, Stage stage);

    abstract void mend(Surroundings at);

    /// Why it makes no sense at a stage, if it makes none.
    Optional<String> senseless(Stage stage) {
        return Optional.empty();
    }

    private static Optional<String> withoutCloud(Stage stage) {
        return stage.callsTheCloud()
                ? Optional.empty()
                : Optional.of(
                        "nobody calls the cloud in this stage; 'cloud down' shows that its absence"
                                + " does not matter there");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
