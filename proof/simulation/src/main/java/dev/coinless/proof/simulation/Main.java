package dev.coinless.proof.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs schedules by the million, replays one, or shows what deliberate faults lead to: `./coinless
/// prove simulation`.
public final class Main {

    private static final String USAGE =
            """
            usage: ./coinless prove simulation [N]              N schedules (ten million), goes on where it stopped
                   ./coinless prove simulation --seed N         one schedule, step by step
                   ./coinless prove simulation --seed N --shrink   the few steps of it that matter
                   ./coinless prove simulation --real N         N schedules with real signatures
                   ./coinless prove simulation flaws            a seed that finds each deliberate fault
            add --flaw NAME to --seed to put a deliberate fault in\
            """;

    private static final long ALL = 10_000_000;
    private static final Duration NO_LIMIT = Duration.ofDays(365);
    private static final Path STATE = Path.of(".coinless");
    private static final Path PROGRESS = STATE.resolve("simulation.next");

    private final PrintStream out;

    private Main(PrintStream out) {
        this.out = out;
    }

    /// Exits 1 if something does not hold, 2 on bad arguments.
    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.exit(new Main(System.out).run(List.of(arguments)));
    }

    private int run(List<String> arguments) throws IOException {
        try {
            return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
                case "worker" -> work();
                case "flaws" -> flaws();
                case "--seed" -> replay(arguments);
                case "--real" -> real(Long.parseLong(arguments.get(1)));
                case "" -> prove(ALL);
                default -> prove(Long.parseLong(arguments.getFirst()));
            };
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            System.err.println(USAGE);
            return 2;
        }
    }

    /// Takes blocks of seeds from standard input, one a line.
    private int work() throws IOException {
        var simulation = new Simulation(Fixture.make());
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var processor = ManagementFactory.getThreadMXBean();
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            var parts = order.split(" ", -1);
            long from = Long.parseLong(parts[0]);
            long started = processor.getCurrentThreadCpuTime();
            long vends = 0;
            var failed = Optional.<String>empty();
            for (long seed = from; seed < from + Long.parseLong(parts[1]); seed++) {
                var outcome = run(simulation, seed, () -> Faults.NONE);
                vends += outcome.vends();
                if (outcome.failure().isPresent()) {
                    var what = outcome.failure().get().getMessage();
                    failed = Optional.of("failed %d: %s".formatted(seed, what));
                    break;
                }
            }
            double seconds = (processor.getCurrentThreadCpuTime() - started) / 1e9;
            out.println(failed.orElse("ok %d %.3f".formatted(vends, seconds)));
            out.flush();
        }
        return 0;
    }

    /// Of every so many seeds also the routes are compared.
    private static Simulation.Outcome run(
            Simulation simulation, long seed, Supplier<Faults> faults) {
        var outcome = simulation.run(seed, Simulation.schedule(seed), faults.get(), Trace.NOBODY);
        if (outcome.failure().isPresent() || !Routes.isCompared(seed)) {
            return outcome;
        }
        var difference = new Routes(simulation).compare(seed, faults);
        return new Simulation.Outcome(outcome.vends(), difference, outcome.at(), outcome.entries());
    }

    private int prove(long count) throws IOException {
        long from = Files.exists(PROGRESS) ? Long.parseLong(Files.readString(PROGRESS).strip()) : 1;
        if (from > count) {
            out.printf("%,d schedules were run before; delete %s to begin anew%n", count, PROGRESS);
            return 0;
        }
        int cores = Runtime.getRuntime().availableProcessors();
        out.printf(
                "seeds %,d to %,d on %d cores, %d steps each%n",
                from, count, cores, Simulation.STEPS);
        Files.createDirectories(STATE);
        var crew = new Crew(from, count + 1 - from, NO_LIMIT, out);
        var result = crew.run(cores, new Report(out, PROGRESS));
        out.println(Report.line(result));
        result.failures()
                .forEach(it -> out.println(it + "; ./coinless prove simulation --seed ..."));
        return result.failures().isEmpty() ? 0 : 1;
    }

    private int real(long count) {
        var simulation = new Simulation(Fixture.make());
        for (long seed = 1; seed <= count; seed++) {
            var failure = run(simulation, seed, () -> Faults.NONE).failure();
            if (failure.isPresent()) {
                out.println("failed %d: %s".formatted(seed, failure.get().getMessage()));
                return 1;
            }
        }
        out.printf("%,d schedules with real signatures: all holds%n", count);
        return 0;
    }

    private int flaws() {
        var simulation = new Simulation(Fixture.make());
        Flaws.all().forEach((name, flaw) -> out.println(FlawRow.find(simulation, name, flaw, 1)));
        return 0;
    }

    private static Optional<Supplier<Faults>> faults(List<String> arguments) {
        int at = arguments.indexOf("--flaw");
        return at < 0
                ? Optional.of(() -> Faults.NONE)
                : Optional.ofNullable(Flaws.all().get(arguments.get(at + 1)));
    }

    private int replay(List<String> arguments) {
        long seed = Long.parseLong(arguments.get(1));
        var found = faults(arguments);
        if (found.isEmpty()) {
            System.err.println(
                    "no such flaw; there are: " + String.join(", ", Flaws.all().keySet()));
            return 2;
        }
        var faults = found.get();
        var simulation = new Simulation(Fixture.make());
        var schedule = Simulation.schedule(seed);
        if (arguments.contains("--shrink")) {
            schedule = simulation.shrink(seed, schedule, faults);
        }
        var outcome = simulation.run(seed, schedule, faults.get(), what -> out.println(what.get()));
        var failure = outcome.failure().or(() -> new Routes(simulation).compare(seed, faults));
        out.println(failure.map(Violation::getMessage).orElse("all holds"));
        return failure.isPresent() ? 1 : 0;
    }
}
