package dev.coinless.localstack.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.fixture.EchoHandler;
import dev.coinless.localstack.cloud.template.FunctionSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With real processes of AWS's runtime interface client.
final class LambdaFunctionTest {

    @TempDir Path folder;

    private LambdaFunction function;

    @AfterEach
    void end() {
        if (function != null) {
            function.close();
        }
    }

    @Test
    void answersAndKeepsItsProcess() throws IOException {
        function = function(EchoHandler.class.getName(), Duration.ofSeconds(10), 2);

        var first = answered(function.invoke(Payload.of("{\"a\":1}")));
        var second = answered(function.invoke(Payload.of("{\"a\":2}")));

        assertThat(first.path("input").path("a").asInt()).isEqualTo(1);
        assertThat(second.path("input").path("a").asInt()).isEqualTo(2);
        assertThat(second.path("pid")).isEqualTo(first.path("pid"));
        assertThat(first.path("function").asText()).isEqualTo("echo");
        assertThat(first.path("greeting").asText()).isEqualTo("hello");
        assertThat(first.path("remaining").asInt()).isBetween(1, 10_000);
    }

    @Test
    void anExceptionOfTheHandlerIsLambdasErrorDocumentAndTheProcessStays() throws IOException {
        function = function(EchoHandler.class.getName(), Duration.ofSeconds(10), 1);

        var failed = function.invoke(Payload.of("{\"do\":\"throw\"}"));
        var next = function.invoke(Payload.of("{}"));

        assertThat(failed).isInstanceOf(InvocationResult.Failed.class);
        var document = Json.readOrMissing(failed.payload());
        assertThat(document.path("errorType").asText())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(document.path("errorMessage").asText()).isEqualTo("asked to throw");
        assertThat(next).isInstanceOf(InvocationResult.Answered.class);
    }

    @Test
    void aTimeoutKillsTheProcessAndTheNextInvocationGetsANewOne() throws IOException {
        function = function(EchoHandler.class.getName(), Duration.ofSeconds(1), 1);
        var before = answered(function.invoke(Payload.of("{}")));

        var failed = function.invoke(Payload.of("{\"do\":\"loop\"}"));
        var after = answered(function.invoke(Payload.of("{}")));

        assertThat(failed.text()).contains("Sandbox.Timedout", "Task timed out after 1.00 seconds");
        assertThat(after.path("pid")).isNotEqualTo(before.path("pid"));
        assertThat(ProcessHandle.of(before.path("pid").asLong())).isEmpty();
    }

    @Test
    void aProcessThatEndsFailsItsInvocationOnly() throws IOException {
        function = function(EchoHandler.class.getName(), Duration.ofSeconds(10), 1);

        var failed = function.invoke(Payload.of("{\"do\":\"exit\"}"));
        var next = function.invoke(Payload.of("{}"));

        assertThat(failed.text()).contains("Runtime.ExitError");
        assertThat(next).isInstanceOf(InvocationResult.Answered.class);
    }

    @Test
    void aHandlerThatDoesNotExistFailsWithItsName() throws IOException {
        function = function("dev.coinless.NoSuchHandler", Duration.ofSeconds(10), 1);

        var failed = function.invoke(Payload.of("{}"));

        assertThat(failed).isInstanceOf(InvocationResult.Failed.class);
        assertThat(failed.text()).contains("dev.coinless.NoSuchHandler");
    }

    @Test
    void parallelInvocationsGetOneProcessEachUpToTheConcurrency() throws IOException {
        function = function(EchoHandler.class.getName(), Duration.ofSeconds(20), 2);
        var pids = new HashSet<Long>();

        try (var callers = Executors.newFixedThreadPool(6)) {
            var calls =
                    java.util.stream.IntStream.range(0, 6)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    function.invoke(
                                                            Payload.of(
                                                                    "{\"do\":\"pause\",\"millis\":200}")),
                                            callers))
                            .toList();
            calls.forEach(call -> pids.add(answered(call.join()).path("pid").asLong()));
        }

        assertThat(pids).hasSize(2);
        assertThat(function.processes()).isEqualTo(2);
    }

    @Test
    void closingEndsAllProcesses() throws IOException {
        function = function(EchoHandler.class.getName(), Duration.ofSeconds(10), 1);
        long pid = answered(function.invoke(Payload.of("{}"))).path("pid").asLong();

        function.close();

        ProcessHandle.of(pid).ifPresent(it -> it.onExit().join());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private LambdaFunction function(String handler, Duration timeout, int concurrency)
            throws IOException {
        var spec =
                new FunctionSpec(
                        "echo", handler, timeout, 128, Map.of("GREETING", "hello"), List.of());
        var plan =
                new ProcessPlan(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        RuntimeClient.unpackNativeLibrary(folder.resolve("native")),
                        List.of(),
                        Map.of(),
                        folder);
        return new LambdaFunction(spec, plan, concurrency, InstantSource.system());
    }

    private static JsonNode answered(InvocationResult result) {
        assertThat(result).as(result.text()).isInstanceOf(InvocationResult.Answered.class);
        return Json.readOrMissing(result.payload());
    }
}
