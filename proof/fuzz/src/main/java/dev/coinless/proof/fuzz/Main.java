package dev.coinless.proof.fuzz;

import dev.coinless.model.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `./coinless prove fuzz [EXECUTIONS [TARGET]]`: each target in a process of its own under Jazzer.
///
/// What was found to reach new code is kept in `.coinless/fuzz/TARGET`, so that the next run goes
/// on from there. Without a number each target runs until it has had as many inputs as it should,
/// all runs taken together.
public final class Main {

    /// Inputs after which it is written down how far a target has come; some minutes.
    private static final long SLICE = 500_000;

    /// Longest input in bytes: more than any message of the radio, less than a bundle by MQTT.
    private static final int MAX_INPUT = 20_000;

    private static final Path FOLDER = Path.of(".coinless", "fuzz");

    private Main() {}

    /// Exits 1 at the first finding; the input is beside the corpus then.
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 2 || (arguments.length > 0 && !arguments[0].matches("\\d{1,12}"))) {
            System.err.println("usage: ./coinless prove fuzz [EXECUTIONS [TARGET]]");
            System.exit(2);
        }
        var page = Path.of("docs", "protocol.md");
        var vectors = Vectors.read(page);
        var targets = new Targets(vectors);
        for (var name : arguments.length > 1 ? List.of(arguments[1]) : targets.names()) {
            var target = targets.named(name);
            var corpus = Files.createDirectories(FOLDER.resolve(name));
            plant(target.seeds(vectors), corpus);
            boolean clean =
                    arguments.length > 0
                            ? fuzz(name, page, corpus, Long.parseLong(arguments[0]))
                            : reach(target.goal(), name, page, corpus);
            if (!clean) {
                System.err.printf("%s: a finding; its input is in %s%n", name, corpus);
                System.exit(1);
            }
        }
    }

    /// Goes on in slices until a target has had as many inputs as it should.
    private static boolean reach(long goal, String name, Path page, Path corpus)
            throws IOException, InterruptedException {
        var progress = new Progress(FOLDER.resolve(name + ".done"));
        while (progress.done() < goal) {
            long slice = Math.min(SLICE, goal - progress.done());
            if (!fuzz(name, page, corpus, slice)) {
                return false;
            }
            progress.add(slice);
            System.out.printf("%s: %,d of %,d inputs so far%n", name, progress.done(), goal);
        }
        return true;
    }

    private static void plant(List<Bytes> seeds, Path corpus) throws IOException {
        for (var seed : seeds) {
            var file = corpus.resolve("seed-" + seed.sha256().first(8).hex());
            if (!Files.exists(file)) {
                Files.write(file, seed.toArray());
            }
        }
    }

    /// Whether there was no finding.
    private static boolean fuzz(String name, Path page, Path corpus, long executions)
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
        boolean clean = new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        if (clean) {
            System.out.printf("%s: %,d executions without a finding%n", name, executions);
        }
        return clean;
    }
}
