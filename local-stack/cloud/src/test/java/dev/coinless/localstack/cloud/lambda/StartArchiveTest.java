package dev.coinless.localstack.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.fixture.EchoHandler;
import dev.coinless.localstack.cloud.template.EventSource;
import dev.coinless.localstack.cloud.template.FunctionSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartArchiveTest {

    private static final FunctionSpec ECHO =
            new FunctionSpec(
                    "echo",
                    EchoHandler.class.getName(),
                    Duration.ofSeconds(10),
                    128,
                    Map.of(),
                    List.of(new EventSource.Http("GET", "/")));

    @TempDir Path folder;

    @Test
    void aCacheIsMadeOnceAndFunctionsRunWithIt() throws IOException {
        var plan = plan(handlerJar() + File.pathSeparator + RuntimeClient.classPath());
        var archive = new StartArchive(folder.resolve("archives"), InstantSource.system());

        var fast = archive.applyTo(plan, List.of(ECHO));
        var written = Files.getLastModifiedTime(cacheOf(fast));
        var again = archive.applyTo(plan, List.of(ECHO));

        assertThat(again).isEqualTo(fast);
        assertThat(Files.getLastModifiedTime(cacheOf(again))).isEqualTo(written);
        var function = new LambdaFunction(ECHO, fast, 1, InstantSource.system());
        assertThat(function.invoke(Payload.of("{}"))).isInstanceOf(InvocationResult.Answered.class);
        function.close();
    }

    @Test
    void classFoldersAreRunWithoutACache() throws IOException {
        var plan = plan(System.getProperty("java.class.path"));
        var archive = new StartArchive(folder.resolve("archives"), InstantSource.system());

        assertThat(archive.applyTo(plan, List.of(ECHO))).isEqualTo(plan);
    }

    private static Path cacheOf(ProcessPlan plan) {
        assertThat(plan.archive()).hasSize(1);
        return Path.of(plan.archive().getFirst().substring("-XX:AOTCache=".length()));
    }

    private ProcessPlan plan(String classPath) throws IOException {
        return new ProcessPlan(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                classPath,
                RuntimeClient.unpackNativeLibrary(folder.resolve("native")),
                List.of(),
                Map.of(),
                folder);
    }

    private Path handlerJar() throws IOException {
        var jar = folder.resolve("handler.jar");
        var name = EchoHandler.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var in = EchoHandler.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new ZipEntry(name));
            in.transferTo(out);
            out.closeEntry();
        }
        return jar;
    }
}
