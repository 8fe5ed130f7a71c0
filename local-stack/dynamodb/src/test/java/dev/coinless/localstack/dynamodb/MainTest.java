package dev.coinless.localstack.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a process.
final class MainTest {

    @TempDir Path folder;

    @Test
    void servesTablesUntilItsInputEnds() throws Exception {
        int port = freePort();
        var process = start("--port", "" + port);

        assertThat(firstLine(process)).isEqualTo("{\"event\":\"ready\",\"port\":" + port + "}");
        assertThat(listTables(port)).isEqualTo("{\"TableNames\":[]}");
        process.getOutputStream().close();

        assertThat(process.waitFor()).isZero();
    }

    @Test
    void keepsTablesInTheFolderIfOneIsGiven() throws Exception {
        var data = folder.resolve("new/data");

        int port = freePort();
        var first = start("--port", "" + port, "--data", data.toString());
        firstLine(first);
        call(
                port,
                "CreateTable",
                """
                {"TableName":"kept","BillingMode":"PAY_PER_REQUEST",
                 "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
                 "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}
                """);
        first.getOutputStream().close();
        first.waitFor();
        int again = freePort();
        var second = start("--port", "" + again, "--data", data.toString());
        firstLine(second);

        assertThat(listTables(again)).isEqualTo("{\"TableNames\":[\"kept\"]}");
        second.getOutputStream().close();
        second.waitFor();
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var process = start("--port", "" + owner.getLocalPort());

            assertThat(process.waitFor()).isEqualTo(Main.EXIT_USAGE);
            assertThat(Files.readString(errors()))
                    .contains("port " + owner.getLocalPort() + " is in use");
        }
    }

    @Test
    void aWrongOptionIsNamed() throws Exception {
        var process = start("--colour", "red");

        assertThat(process.waitFor()).isEqualTo(Main.EXIT_USAGE);
        assertThat(Files.readString(errors())).contains("unknown option --colour");
    }

    private Path errors() {
        return folder.resolve("stderr");
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(errors().toFile()).start();
    }

    private static String firstLine(Process process) throws IOException {
        var out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        return new BufferedReader(out).readLine();
    }

    private static String listTables(int port) throws Exception {
        return call(port, "ListTables", "{}");
    }

    private static String call(int port, String operation, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/dynamodb/"
                                        + "aws4_request, SignedHeaders=host, Signature=0")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
