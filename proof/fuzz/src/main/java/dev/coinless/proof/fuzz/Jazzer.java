package dev.coinless.proof.fuzz;

import dev.coinless.proof.ideal.IdealSignatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Jazzer at work on one target, in a process of its own.
///
/// @param target its name
/// @param page the protocol's, absolute or from the working folder
/// @param corpus the folder of inputs that reach code of their own
/// @param isIdeal whether hashes stand in for signatures
record Jazzer(String target, Path page, Path corpus, boolean isIdeal) {

    /// Longest input in bytes: more than any message of the radio, less than a bundle by MQTT.
    private static final int MAX_INPUT = 20_000;

    /// Writes the inputs to start from.
    void plant() throws IOException, InterruptedException {
        Files.createDirectories(corpus);
        var command = java(List.of());
        command.add(Planter.class.getName());
        command.addAll(List.of(target, page.toString(), corpus.toString()));
        if (run(command) != 0) {
            throw new IOException("no inputs to start from, see " + log());
        }
    }

    /// Whether so many more inputs were read without a finding.
    boolean fuzz(long executions) throws IOException, InterruptedException {
        var command =
                java(
                        List.of(
                                "-D" + FuzzEntry.TARGET + "=" + target,
                                "-D" + FuzzEntry.PAGE + "=" + page.toAbsolutePath(),
                                "-XX:+EnableDynamicAgentLoading"));
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
        return run(command) == 0;
    }

    /// What the latest process said.
    Path log() {
        return corpus.resolveSibling(target + ".log");
    }

    private List<String> java(List<String> options) {
        var classPath = System.getProperty("java.class.path");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", isIdeal ? IdealSignatures.before(classPath) : classPath));
        return command;
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start()
                .waitFor();
    }
}
