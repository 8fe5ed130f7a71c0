package dev.coinless.lab.prove;

import dev.coinless.lab.cloud.LedgerReport;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.home.Home.Part;
import dev.coinless.lab.process.ChildProcess;
import dev.coinless.lab.process.JavaProgram;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// A module that nobody visited for 30 days has sold thousands of times; then one phone passes, a
/// few times, and all of it settles.
public final class OfflineMonth {

    /// What the deployment must allow so that few customers make many sales.
    public static final Map<String, String> PARAMETERS =
            Map.of(
                    "MaxOpenHolds", "100",
                    "MaxOpenHoldsPerModule", "100",
                    "MaxPerDay", "100000000",
                    "MaxExposurePerModule", "100000000");

    /// Bytes a second that a phone and a Raspberry Pi exchange by Bluetooth LE in practice: 4
    /// notifications of 182 bytes (MTU 185, what phones agree to) in a connection interval of 30 ms
    /// would be 24 kB/s; phones give about half of it to a background app, the more so with Wi-Fi
    /// on the same chip.
    public static final int BYTES_PER_SECOND = 12_000;

    private static final long PRICE = 175;
    private static final int DAYS = 30;
    private static final Duration FILLING = Duration.ofMinutes(20);
    private static final Duration LONGEST = Duration.ofMinutes(60);

    /// Bundles that one visit takes along: half a minute at [#BYTES_PER_SECOND], as long as a
    /// customer stays; fewer if the sales are few, so that there are several visits.
    private static final int BUNDLES_A_VISIT = 20;

    private static final int FEW_BUNDLES_A_VISIT = 6;

    /// A bundle takes seconds of the cloud here, and more on a busy machine.
    private static final Duration LONGEST_VISIT = Duration.ofMinutes(10);

    private static final int SALES_OF_A_LONG_VISIT = 5_000;

    /// Between two looks at what goes on in the cloud.
    private static final Duration LOOK = Duration.ofMillis(200);

    /// What appends to the Book, by its name in template.yaml.
    private static final String BOOK = "AppendToBook";

    private final World world;
    private final LocalCloud cloud;
    private final Home home;
    private final Consumer<String> out;
    private final long start = System.nanoTime();
    private long pulled;
    private long pushed;
    private int visits;
    private long acknowledged;

    /// What it took.
    ///
    /// @param captured what operator A earned by it, minor units
    public record Result(
            int sales,
            int visits,
            long pulled,
            long pushed,
            long captured,
            long acknowledged,
            LedgerReport ledger) {

        /// Time on the radio at [#BYTES_PER_SECOND].
        public Duration onAir() {
            return Duration.ofSeconds((pulled + pushed) / BYTES_PER_SECOND);
        }

        /// Whether every sale was captured once, and the books balance.
        public boolean holds() {
            return ledger.ok()
                    && captured == sales * PRICE
                    && acknowledged == sales
                    && ledger.balances().values().stream().mapToLong(Long::longValue).sum() == 0;
        }

        /// For people.
        public String text() {
            return ("%d receipts in %d visits: %d bytes from the module, %d to it; %d min %d s of"
                            + " Bluetooth LE at %d bytes a second")
                    .formatted(
                            sales,
                            visits,
                            pulled,
                            pushed,
                            onAir().toMinutes(),
                            onAir().toSecondsPart(),
                            BYTES_PER_SECOND);
        }
    }

    /// @param cloud started with [#PARAMETERS]
    public OfflineMonth(Home home, LocalCloud cloud, World world, Consumer<String> out) {
        this.home = home;
        this.cloud = cloud;
        this.world = world;
        this.out = out;
    }

    /// Runs it all.
    public Result run(int sales) {
        var machine = world.machine("M7");
        machine.module().stop();
        say("making %d sales ...".formatted(sales));
        fill(machine, sales);
        awaitTheBook();
        say("%d days later ...".formatted(DAYS));
        cloud.clock().forward(Duration.ofDays(DAYS));
        machine.module().powerOn();
        var courier = world.phone("Q").near("M7");
        courier.must("courier off");
        visitUntilSettled(machine, courier, sales);
        say("verifying the ledger ...");
        var ledger = cloud.operator().verifyLedger();
        var result =
                new Result(
                        sales,
                        visits,
                        pulled,
                        pushed,
                        ledger.balance("operator/A/payable"),
                        acknowledged,
                        ledger);
        say(result.text());
        return result;
    }

    private void fill(Machine machine, int sales) {
        var program =
                new JavaProgram(
                                "history",
                                home.classPath(List.of(Part.LAB_HISTORY, Part.LAB_ADAPTERS)),
                                "dev.coinless.lab.history.Main",
                                List.of(
                                        "--state",
                                        machine.module().state().toString(),
                                        "--sales",
                                        Integer.toString(sales),
                                        "--days",
                                        Integer.toString(DAYS)))
                        .with(cloud.functionEnvironment());
        var output = cloud.run().root().resolve("history.out");
        say(ChildProcess.run(program, cloud.run(), output, FILLING).strip());
    }

    /// Its stream forgets what is older than a day, so the clock may not jump before.
    private void awaitTheBook() {
        long deadline = System.nanoTime() + FILLING.toNanos();
        while (cloud.faults().heldBack(BOOK) > 0
                || cloud.operator().verifyLedgerNow().book().waiting() > 0) {
            if (System.nanoTime() > deadline) {
                throw new LabFailure("the Book has not got all sales within " + FILLING);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /// Every other visit is cut in the middle of a bundle: the phone walks off.
    private void visitUntilSettled(Machine machine, Phone courier, int sales) {
        int bundles = sales < SALES_OF_A_LONG_VISIT ? FEW_BUNDLES_A_VISIT : BUNDLES_A_VISIT;
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (acknowledged < sales) {
            visits++;
            if (visits % 2 == 0) {
                visit(courier, bundles);
            } else {
                visitAndWalkOff(courier, bundles);
            }
            acknowledged = acknowledged(machine);
            say("%d visits, %d acknowledged".formatted(visits, acknowledged));
            if (System.nanoTime() > deadline) {
                throw new LabFailure("not settled within " + LONGEST);
            }
        }
    }

    private void visit(Phone courier, int bundles) {
        courier.near("M7");
        var answer = courier.ask("sync M7 " + bundles, LONGEST_VISIT);
        pulled += answer.path("pulled").asLong();
        pushed += answer.path("pushed").asLong();
    }

    private void visitAndWalkOff(Phone courier, int bundles) {
        int posted = courier.process().events("bundle-posted").size();
        var visiting = CompletableFuture.runAsync(() -> visit(courier, bundles));
        courier.process()
                .findEvent(
                        "bundle-posted",
                        _ -> courier.process().events("bundle-posted").size() > posted,
                        Phone.PATIENCE);
        courier.awayFrom("M7");
        visiting.join();
    }

    private void say(String what) {
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        out.accept("%4d s: %s".formatted(seconds, what));
    }

    private static long acknowledged(Machine machine) {
        return machine.module().journal().stream()
                .filter(each -> each.path("kind").asText().equals("ACK"))
                .mapToLong(each -> each.path("sequence").asLong())
                .max()
                .orElse(0);
    }
}
