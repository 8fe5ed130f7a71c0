package dev.coinless.functions.policy;

import dev.coinless.model.refusal.Refusal;
import java.util.Optional;

/// Every limit on what is granted. The first in this order that is exceeded is the one that the
/// customer is told; whether any is exceeded does not depend on the order.
public enum Rule {
    ATTEMPTS {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return !facts.badCodes().reached(limits.badCodes(), facts.now());
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "too many wrong codes for this module; wait a while";
        }
    },
    OPEN_HOLDS_AT_MODULE {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.account().openHoldsAt(facts.module().id()) < limits.openHoldsPerModule();
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "there is an open hold at this machine; it must end first";
        }
    },
    OPEN_HOLDS {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.account().holds().size() < limits.openHolds();
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "%d holds are open; one must end first"
                    .formatted(facts.account().holds().size());
        }
    },
    /// Whoever got money back before the receipt came could hide the next receipt too; a module
    /// with a network brings its own.
    LIEN {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.account().liens().isEmpty() || facts.module().current().networked();
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "money was set free before its receipt came; until it comes, only machines with"
                    + " a network of their own are open to you";
        }
    },
    DEBT {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.account().debt().isZero() || facts.module().current().networked();
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "%s are owed; a credit pays that first".formatted(facts.account().debt());
        }
    },
    REVIEWS {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.account().conduct().reviews().recent(facts.now()) < Limits.REVIEWS;
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "%d sales at machines that lost power are in doubt; try again in a day"
                    .formatted(facts.account().conduct().reviews().count());
        }
    },
    PACE {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.account().conduct().pace().in(facts.now()) < limits.grantsPerMinute();
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "%d grants in one minute are enough; wait for the next"
                    .formatted(limits.grantsPerMinute());
        }
    },
    PACE_AT_MODULE {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.grantsAtModule() < limits.grantsPerMinuteAtModule();
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "too many buy at this machine; wait a minute";
        }
    },
    PER_USE {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.amount().minorUnits() <= limits.perUse();
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "one purchase may cost at most %d".formatted(limits.perUse());
        }
    },
    PER_DAY {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.amount().minorUnits() <= limits.perDay() - facts.spentToday();
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "%d of %d for today are spent or held; go on tomorrow"
                    .formatted(facts.spentToday(), limits.perDay());
        }
    },
    MODULE_EXPOSURE {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.amount().minorUnits() <= limits.exposurePerModule() - facts.exposed();
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "too many sales of this machine are not reported yet; somebody must bring its"
                    + " receipts first";
        }
    },
    FUNDS {
        @Override
        boolean holds(Facts facts, Limits limits) {
            return facts.account().available().covers(facts.amount());
        }

        @Override
        String words(Facts facts, Limits limits) {
            return "there is not enough money available";
        }

        @Override
        Refusal reason() {
            return Refusal.INSUFFICIENT;
        }
    };

    /// Whether the grant would stay within this limit.
    abstract boolean holds(Facts facts, Limits limits);

    /// What is too much, and what to do.
    abstract String words(Facts facts, Limits limits);

    Refusal reason() {
        return Refusal.OVER_LIMIT;
    }

    Optional<Breach> breach(Facts facts, Limits limits) {
        return holds(facts, limits)
                ? Optional.empty()
                : Optional.of(new Breach(this, reason(), words(facts, limits)));
    }

    /// A limit that would be exceeded.
    public record Breach(Rule rule, Refusal reason, String detail) {}
}
