package dev.coinless.proof.crash;

import dev.coinless.edge.journal.JournalUnavailable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Kills the real agent, again and again: it starts, sells, and is gone at a moment that the seed
/// chooses. After each kill its journal must hold all that left it; at the end every consumption
/// has its one receipt and every signal its one INTENT.
final class Kills implements AutoCloseable {

    /// Kills of one site; then the next one begins with an empty journal, so that looking at it
    /// stays cheap.
    static final int PER_SITE = 100;

    /// Kills fall within a sale, or a start, as long as one takes on this machine, and some more.
    private static final double AND_SOME = 1.1;

    private final ScheduledExecutorService executioner =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("executioner").factory());
    private final Path folder;
    private final long seed;
    private final PrintStream out;

    /// What came of some kills.
    ///
    /// @param kills how many
    /// @param signals vends that the machine was told to make
    /// @param lostSignals INTENTs whose signal the kill prevented
    /// @param faults what was wrong, a sentence each
    record Tally(long kills, long signals, long lostSignals, long receipts, List<String> faults) {

        static final Tally NONE = new Tally(0, 0, 0, 0, List.of());

        Tally plus(Tally other) {
            var all = new ArrayList<>(faults);
            all.addAll(other.faults);
            return new Tally(
                    kills + other.kills,
                    signals + other.signals,
                    lostSignals + other.lostSignals,
                    receipts + other.receipts,
                    all);
        }
    }

    Kills(Path folder, long seed, PrintStream out) {
        this.folder = folder;
        this.seed = seed;
        this.out = out;
    }

    /// The kills of one site, which follow from the seed and its number.
    Tally site(int number, int kills) {
        RandomGenerator dice =
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed + number * 1_000_003L);
        var place = folder.resolve("site-" + number);
        try (var site = Site.open(place, dice)) {
            // A clean run first: it leaves the class data archive that makes the others start fast.
            sell(site);
            var run = new Run(site, place, dice, sell(site));
            for (int i = 0; i < kills && run.faults.isEmpty(); i++) {
                run.kill(i);
            }
            return run.end(kills);
        } finally {
            Program.delete(place);
        }
    }

    /// How long a start and a sale take undisturbed, in microseconds.
    private record Times(long start, long sale) {}

    private static Times sell(Site site) {
        long begin = System.nanoTime();
        var presented = new AtomicLong();
        try (var module = site.powerOn(List.of())) {
            new Purchase(site, module, new ArrayList<>())
                    .run(() -> presented.set(System.nanoTime()));
            long end = System.nanoTime();
            module.stop();
            return new Times(micros(presented.get() - begin), micros(end - presented.get()));
        }
    }

    private static long micros(long nanos) {
        return (long) (nanos * AND_SOME) / 1000;
    }

    @Override
    public void close() {
        executioner.shutdownNow();
    }

    /// One site's run.
    private final class Run {
        private final Site site;
        private final Path place;
        private final RandomGenerator dice;
        private final Times times;
        private final List<Word> words = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private long highest;

        Run(Site site, Path place, RandomGenerator dice, Times times) {
            this.site = site;
            this.place = place;
            this.dice = dice;
            this.times = times;
        }

        void kill(int number) {
            boolean atStart = dice.nextInt(5) == 0;
            boolean coins = dice.nextInt(4) == 0;
            long delay = dice.nextLong(atStart ? times.start : times.sale);
            long before = highest;
            try (var module = site.powerOn(List.of())) {
                Runnable kill =
                        () -> {
                            var _ =
                                    executioner.schedule(
                                            module::kill, delay, TimeUnit.MICROSECONDS);
                        };
                if (atStart) {
                    kill.run();
                }
                if (coins) {
                    site.coinSale();
                }
                var purchase = new ArrayList<Word>();
                new Purchase(site, module, purchase).run(atStart ? () -> {} : kill);
                if (module.isAlive()) {
                    module.kill();
                }
                words.addAll(purchase);
            }
            highest = Math.max(highest, site.phone.newestCounter());
            examine(number, before);
        }

        private void examine(int number, long before) {
            var ledger = ledger();
            var found = new ArrayList<>(ledger.faults(site.identity()));
            found.addAll(Promises.lost(words, ledger));
            long signals = site.approvals();
            if (signals > ledger.intents()) {
                found.add("%d signals, %d INTENTs".formatted(signals, ledger.intents()));
            }
            if (ledger.results() > signals) {
                found.add("%d results of %d signals".formatted(ledger.results(), signals));
            }
            if (ledger.cashSales() > site.coinSales()) {
                found.add("a sale for coins stands twice");
            }
            if (site.phone.newestCounter() > 0 && site.phone.newestCounter() <= before) {
                found.add("counter %d came again".formatted(site.phone.newestCounter()));
            }
            found.forEach(each -> faults.add("kill %d: %s".formatted(number, each)));
        }

        /// Starts once more and looks at what recovery made of it all.
        Tally end(int kills) {
            sell(site);
            var ledger = ledger();
            faults.addAll(ledger.faults(site.identity()));
            faults.addAll(ledger.unsettled());
            faults.addAll(Promises.lost(words, ledger));
            long signals = site.approvals();
            if (signals > ledger.intents()) {
                faults.add("%d signals, %d INTENTs".formatted(signals, ledger.intents()));
            }
            faults.forEach(fault -> out.println("FAULT seed=%d %s".formatted(seed, fault)));
            return new Tally(
                    kills,
                    signals,
                    ledger.intents() - signals,
                    ledger.receipts(),
                    List.copyOf(faults));
        }

        /// The journal as it would be found at the next start: opening it changes the file, so a
        /// copy is opened.
        private Ledger ledger() {
            var copy = place.resolve("copy");
            try {
                Files.createDirectories(copy);
                for (var suffix : List.of("", "-wal")) {
                    var from = Path.of(site.journal() + suffix);
                    var to = copy.resolve(Site.JOURNAL + suffix);
                    Files.deleteIfExists(to);
                    if (Files.exists(from)) {
                        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
                Files.deleteIfExists(copy.resolve(Site.JOURNAL + "-shm"));
                return Ledger.read(copy.resolve(Site.JOURNAL));
            } catch (IOException e) {
                throw new Failure("cannot copy the journal", e);
            } catch (JournalUnavailable e) {
                throw new Failure("the journal does not open after a kill", e);
            }
        }
    }
}
