package dev.coinless.proof.models;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The long check of the models: `./coinless prove models`.
public final class Main {

    /// Long enough for the largest model on one slow core.
    private static final Duration LIMIT = Duration.ofHours(12);

    /// Where what was proved is kept; delete it to prove anew.
    private static final Path PROVEN = Path.of(".coinless", "models");

    private static final String USAGE =
            "usage: ./coinless prove models [flaws]   checks the large models and goes on where it"
                    + " was stopped, or shows what each"
                    + " deliberate fault leads to";

    private Main() {}

    /// Prints one line a model; exits 1 if a property is broken, 2 on bad arguments.
    public static void main(String[] arguments) throws Exception {
        switch (List.of(arguments)) {
            case List<String> none when none.isEmpty() -> System.exit(prove(System.out) ? 0 : 1);
            case List<String> one when one.equals(List.of("flaws")) -> show(System.out);
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }

    private static boolean prove(PrintStream out) throws Exception {
        var tlc = new Tlc(LIMIT, Runtime.getRuntime().availableProcessors(), _ -> {});
        var proven = new Proven(PROVEN);
        var states = 0L;
        for (var model : Catalogue.large()) {
            out.printf("%s %s ...%n", model.name(), model.constants());
            var before = proven.find(model);
            switch (before.isPresent() ? before.get() : tlc.check(model)) {
                case Verdict.Holds holds -> {
                    proven.keep(model, holds);
                    states += holds.distinctStates();
                    out.printf(
                            "  holds in %,d distinct states, %d steps deep%s%n",
                            holds.distinctStates(),
                            holds.depth(),
                            before.isPresent() ? ", proved before" : "");
                }
                case Verdict.Broken(var steps) -> {
                    out.printf("  BROKEN by %s%n", String.join(", ", steps));
                    return false;
                }
            }
        }
        out.printf("all hold: %,d distinct states%n", states);
        return true;
    }

    private static void show(PrintStream out) throws Exception {
        var tlc = new Tlc(LIMIT, 1, _ -> {});
        for (var flaw : Catalogue.flaws().entrySet()) {
            var found =
                    switch (tlc.check(flaw.getValue())) {
                        case Verdict.Holds _ -> "NOT FOUND";
                        case Verdict.Broken(var steps) -> String.join(", ", steps);
                    };
            out.printf("| %s | %s | %s |%n", flaw.getKey(), flaw.getValue().name(), found);
        }
    }
}
