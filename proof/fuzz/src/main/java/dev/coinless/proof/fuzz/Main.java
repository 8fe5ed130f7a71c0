package dev.coinless.proof.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `./coinless prove fuzz [EXECUTIONS [TARGET]]`: each target in a process of its own under Jazzer.
///
/// What was found to reach new code is kept in `.coinless/fuzz/TARGET`, so that the next run goes
/// on from there.
public final class Main {

    /// Per target; the goal of the long proof.
    private static final long EXECUTIONS = 10_000_000;

    /// Longest input in bytes: more than any message of the radio, less than a bundle by MQTT.
    private static final int MAX_INPUT = 20_000;

    private Main() {}

    /// Exits 1 at the first finding; the input is beside the corpus then.
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 2 || (arguments.length > 0 && !arguments[0].matches("\\d{1,12}"))) {
            System.err.println("usage: ./coinless prove fuzz [EXECUTIONS [TARGET]]");
            System.exit(2);
        }
        long executions = arguments.length > 0 ? Long.parseLong(arguments[0]) : EXECUTIONS;
        var page = Path.of("docs", "protocol.md");
        var vectors = Vectors.read(page);
        var targets = new Targets(vectors);
        var names =
                arguments.length > 1 ? List.of(arguments[1]) : List.copyOf(targets.all().keySet());
        for (var name : names) {
            targets.named(name);
            var corpus = Files.createDirectories(Path.of(".coinless", "fuzz", name));
            plant(vectors, corpus);
            int exit = fuzz(name, page, corpus, executions);
            if (exit != 0) {
                System.err.printf("%s: a finding; its input is in %s%n", name, corpus);
                System.exit(1);
            }
            System.out.printf("%s: %,d executions without a finding%n", name, executions);
        }
    }

    private static void plant(Vectors vectors, Path corpus) throws IOException {
        for (var seed : vectors.seeds()) {
            var file = corpus.resolve("seed-" + seed.sha256().first(8).hex());
            if (!Files.exists(file)) {
                Files.write(file, seed.toArray());
            }
        }
    }

    private static int fuzz(String name, Path page, Path corpus, long executions)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-D" + FuzzEntry.TARGET + "=" + name);
        command.add("-D" + FuzzEntry.PAGE + "=" + page.toAbsolutePath());
        command.add("-XX:+EnableDynamicAgentLoading");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + FuzzEntry.class.getName());
        command.add("--instrumentation_includes=dev.coinless.**");
        command.add("--reproducer_path=" + corpus);
        command.addAll(
                List.of(
                        "-runs=" + executions,
                        "-max_len=" + MAX_INPUT,
                        "-artifact_prefix=" + corpus + "/finding-",
                        "-print_final_stats=1",
                        corpus.toString()));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
