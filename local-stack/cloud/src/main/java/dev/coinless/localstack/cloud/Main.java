package dev.coinless.localstack.cloud;

import dev.coinless.localstack.cloud.lambda.ProcessPlan;
import dev.coinless.localstack.cloud.lambda.RuntimeClient;
import dev.coinless.localstack.cloud.lambda.StartArchive;
import dev.coinless.localstack.cloud.tables.AwsMode;
import dev.coinless.localstack.cloud.template.Template;
import dev.coinless.localstack.cloud.template.TemplateProblem;
import dev.coinless.localstack.cloud.template.TemplateReader;
import dev.coinless.model.time.TimeSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Runs the cloud of a template until standard input ends; see [Options] and [Commands].
///
/// The first line on standard output is `{"event":"ready",...}`. What the template or the command
/// line has wrong is said on standard error and ends the program with [#EXIT_USAGE].
public final class Main {

    /// The command line, the template or the machine does not allow a start.
    static final int EXIT_USAGE = 2;

    /// Something failed that a second try may not meet, such as a table store that does not answer.
    static final int EXIT_FAILURE = 1;

    private Main() {}

    public static void main(String[] args) throws IOException {
        // Without it each answer of the JDK's HTTP server waits for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty(
                "java.util.logging.SimpleFormatter.format", "%1$tT.%1$tL %4$s %5$s%6$s%n");
        try {
            var options = Options.parse(args);
            run(options, readTemplate(options));
        } catch (Options.BadOptions | TemplateProblem e) {
            fail(String.valueOf(e.getMessage()));
        } catch (BindException e) {
            fail(e.getMessage() + "; stop its owner or choose another");
        } catch (RuntimeException e) {
            // The top of the program: other threads must not keep a half-started cloud alive.
            Logger.getLogger(Main.class.getName())
                    .log(Level.SEVERE, "the local cloud could not start", e);
            System.exit(EXIT_FAILURE);
        }
    }

    private static Template readTemplate(Options options) throws IOException {
        try {
            var yaml = Files.readString(options.template());
            return new TemplateReader(options.parameters()).read(yaml);
        } catch (NoSuchFileException _) {
            throw new Options.BadOptions("there is no template " + options.template());
        }
    }

    private static void run(Options options, Template template) throws IOException {
        var logs = Files.createDirectories(options.state().resolve("log"));
        var clocks = new LocalCloud.Clocks(TimeSource.find(), InstantSource.system());
        var cloud =
                LocalCloud.start(
                        options,
                        template,
                        new AwsMode(true),
                        clocks,
                        it -> archived(options, template, planOf(options, it, logs), clocks));
        Runtime.getRuntime().addShutdownHook(new Thread(cloud::stop));
        ready(cloud);
        answerCommands(new Commands(cloud));
        System.exit(0);
    }

    private static ProcessPlan archived(
            Options options, Template template, ProcessPlan plan, LocalCloud.Clocks clocks)
            throws IOException {
        return options.archives().isEmpty()
                ? plan
                : new StartArchive(options.archives().get(), clocks.machine())
                        .applyTo(plan, template.functions());
    }

    private static ProcessPlan planOf(Options options, LocalCloud.Endpoints endpoints, Path logs)
            throws IOException {
        var classPath = options.functionsClassPath();
        if (options.labClassPath().isPresent()) {
            classPath += File.pathSeparator + options.labClassPath().get();
        }
        return new ProcessPlan(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                absolute(classPath + File.pathSeparator + RuntimeClient.classPath()),
                RuntimeClient.unpackNativeLibrary(options.state().resolve("native")),
                List.of(),
                Map.of(
                        "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + endpoints.tablePort(),
                        "AWS_ENDPOINT_URL_IOT", "http://127.0.0.1:" + endpoints.iotPort(),
                        "AWS_ENDPOINT_URL_IOT_DATA_PLANE",
                                "http://127.0.0.1:" + endpoints.iotPort(),
                        "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + endpoints.objectPort()),
                logs);
    }

    /// Functions run in a folder of their own.
    private static String absolute(String classPath) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(classPath)
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void ready(LocalCloud cloud) {
        var ready =
                Json.object()
                        .put("event", "ready")
                        .put("httpPort", cloud.httpPort())
                        .put("proxyPort", cloud.proxyPort());
        var notEmulated = ready.putArray("notEmulated");
        cloud.template().notEmulated().forEach(notEmulated::add);
        System.out.println(Json.text(ready));
    }

    private static void answerCommands(Commands commands) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                System.out.println(Json.text(commands.answer(line)));
            }
        }
    }

    private static void fail(String message) {
        System.err.println("cloud: " + message);
        System.exit(EXIT_USAGE);
    }
}
