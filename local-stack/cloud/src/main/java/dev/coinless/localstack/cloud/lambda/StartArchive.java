package dev.coinless.localstack.cloud.lambda;

import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.FunctionSpec;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The JVM's ahead-of-time cache (JEP 483, 514) for function processes, which start about three
/// times as fast with it: loaded and linked classes of the one class path that all functions share.
///
/// Made once for a class path by a training run, and kept in a folder that outlives this program.
/// Without one, functions start slower and do the same.
public final class StartArchive {

    private static final Logger LOG = System.getLogger(StartArchive.class.getName());

    /// How long the training run may take to write the cache when it ends.
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(30);

    /// What a route answers without a signature: it loads the function and changes nothing.
    private static final Payload UNSIGNED =
            Payload.of(
                    """
                    {"version":"2.0","routeKey":"GET /","rawPath":"/","rawQueryString":"","headers":{},
                     "requestContext":{"http":{"method":"GET","path":"/"}},"isBase64Encoded":false}
                    """);

    private final Path folder;
    private final InstantSource machineClock;

    public StartArchive(Path folder, InstantSource machineClock) {
        this.folder = folder;
        this.machineClock = machineClock;
    }

    /// The plan with the cache for its class path, which is made now if it is not there yet.
    public ProcessPlan applyTo(ProcessPlan plan, List<FunctionSpec> functions) throws IOException {
        var trainee = functions.stream().filter(FunctionSpec::hasRoute).findFirst();
        if (trainee.isEmpty() || !isArchivable(plan.classPath())) {
            return plan;
        }
        Files.createDirectories(folder);
        var file = folder.resolve("functions-" + fingerprint(plan.classPath()) + ".aot");
        try (var lock = lock()) {
            if (!Files.exists(file)) {
                train(trainee.get(), plan, file);
            }
            LOG.log(Logger.Level.DEBUG, "archive {0}, lock {1}", file, lock);
        }
        return Files.exists(file) ? plan.with(List.of("-XX:AOTCache=" + file)) : plan;
    }

    /// Programs that start together wait for one training run.
    private FileChannel lock() throws IOException {
        var channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    private void train(FunctionSpec function, ProcessPlan plan, Path file) throws IOException {
        LOG.log(Logger.Level.INFO, "making the functions' start archive, once for this build");
        removeEarlier();
        var unfinished = Path.of(file + ".part");
        var training = plan.with(List.of("-XX:AOTCacheOutput=" + unfinished));
        var process = FunctionProcess.start(function, training, machineClock);
        var failure = process.awaitInit();
        if (failure.isEmpty()) {
            process.invoke(UNSIGNED);
            process.endGently(WRITE_LIMIT);
        }
        if (Files.exists(unfinished)) {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            LOG.log(
                    Logger.Level.WARNING,
                    "no start archive: {0}",
                    failure.map(InvocationResult::summary).orElse("the JVM wrote none"));
        }
    }

    private void removeEarlier() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "functions-*")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    /// The JVM archives classes from jars only.
    private static boolean isArchivable(String classPath) {
        return entries(classPath).allMatch(Files::isRegularFile);
    }

    /// Changes when a jar does; the JVM would refuse the cache then.
    private static String fingerprint(String classPath) {
        var text = new StringBuilder();
        entries(classPath).forEach(jar -> text.append(describe(jar)).append('\n'));
        return Integer.toHexString(text.toString().hashCode());
    }

    private static String describe(Path jar) {
        try {
            return jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
        } catch (IOException _) {
            return jar.toString();
        }
    }

    private static Stream<Path> entries(String classPath) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(classPath)
                .filter(entry -> !entry.isBlank())
                .map(Path::of);
    }
}
