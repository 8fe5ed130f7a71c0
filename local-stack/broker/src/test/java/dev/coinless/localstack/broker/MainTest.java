package dev.coinless.localstack.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program as a process.
final class MainTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"coinless/M8/up/receipt", "$aws/rules/up/coinless/M8/up/receipt"})
    void carriesMessagesUntilItsInputEnds(String topic) throws Exception {
        int port = freePort();
        var process = start("--port", "" + port, "--data", folder.resolve("data").toString());
        assertThat(firstLine(process)).isEqualTo("{\"event\":\"ready\",\"port\":" + port + "}");

        assertThat(roundTrip(port, topic)).isEqualTo("hello");
        process.getOutputStream().close();

        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = "" + owner.getLocalPort();
            var process = start("--port", port, "--data", folder.resolve("data").toString());

            assertThat(process.waitFor()).isEqualTo(Main.EXIT_USAGE);
            assertThat(Files.readString(errors())).contains("port " + port + " is in use");
        }
    }

    @Test
    void aMissingOptionIsNamed() throws Exception {
        var process = start("--port", "1883");

        assertThat(process.waitFor()).isEqualTo(Main.EXIT_USAGE);
        assertThat(Files.readString(errors())).contains("--data DIR is missing");
    }

    private static String roundTrip(int port, String topic) throws Exception {
        var receiver = client(port);
        receiver.connect();
        try (var publishes = receiver.publishes(MqttGlobalPublishFilter.ALL)) {
            receiver.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
            var sender = client(port);
            sender.connect();
            sender.publishWith()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload("hello".getBytes(StandardCharsets.UTF_8))
                    .send();
            sender.disconnect();
            var received = publishes.receive(10, TimeUnit.SECONDS).orElseThrow();
            return new String(received.getPayloadAsBytes(), StandardCharsets.UTF_8);
        } finally {
            receiver.disconnect();
        }
    }

    private static Mqtt5BlockingClient client(int port) {
        return MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildBlocking();
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

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
