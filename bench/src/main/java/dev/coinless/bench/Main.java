package dev.coinless.bench;

import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// `decision`, `signatures`, `purchase`, or all of them without an argument.
public final class Main {

    private static final List<String> ALL = List.of("decision", "signatures", "purchase");

    private Main() {}

    public static void main(String[] arguments) throws RunnerException {
        var wanted = arguments.length == 0 ? ALL : List.of(arguments);
        for (var each : wanted) {
            switch (each) {
                case "decision" -> jmh(DecisionBenchmark.class);
                case "signatures" -> jmh(SignatureBenchmark.class);
                case "purchase" -> new PurchaseBenchmark(System.out).run();
                default -> {
                    System.err.println("no benchmark " + each + ", there are " + ALL);
                    System.exit(2);
                }
            }
        }
        System.exit(0);
    }

    private static void jmh(Class<?> benchmark) throws RunnerException {
        new Runner(new OptionsBuilder().include(benchmark.getName()).build()).run();
    }
}
