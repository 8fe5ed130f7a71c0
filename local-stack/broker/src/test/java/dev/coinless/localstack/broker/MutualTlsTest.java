package dev.coinless.localstack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The modules' listener of the program as a process: who gets in, and what they may do.
final class MutualTlsTest {

    @TempDir static java.nio.file.Path folder;

    private static RunningBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = RunningBroker.start(folder);
        broker.register("M8", "ACTIVE", List.of("M8"));
        broker.register("M7", "ACTIVE", List.of("M7"));
        broker.register("revoked", "INACTIVE", List.of("M9"));
        broker.register("unattached", "ACTIVE", List.of());
        broker.certify("stranger");
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @Test
    void aModuleConnectsAsItselfAndUsesItsTopics() throws Exception {
        var module = broker.client("M8", "M8");
        module.connect();
        var cloud = broker.plain();
        cloud.connect();
        cloud.subscribeWith().topicFilter("coinless/M8/up/bundle").send();

        try (var up = cloud.publishes(MqttGlobalPublishFilter.ALL);
                var down = module.publishes(MqttGlobalPublishFilter.ALL)) {
            module.subscribeWith().topicFilter("coinless/M8/down/bundle").send();
            publish(module, "coinless/M8/up/bundle");
            publish(cloud, "coinless/M8/down/bundle");

            assertThat(up.receive(10, TimeUnit.SECONDS)).isPresent();
            assertThat(down.receive(10, TimeUnit.SECONDS)).isPresent();
        }
        module.disconnect();
        cloud.disconnect();
    }

    @Test
    void anotherClientIdIsRefused() {
        assertThatThrownBy(() -> broker.client("M8", "M7").connect())
                .isInstanceOf(Mqtt5ConnAckException.class)
                .hasMessageContaining("NOT_AUTHORIZED");
    }

    @Test
    void aRevokedAnUnattachedAndAnUnknownCertificateAreRefused() {
        assertThatThrownBy(() -> broker.client("revoked", "M9").connect())
                .isInstanceOf(Mqtt5ConnAckException.class);
        assertThatThrownBy(() -> broker.client("unattached", "unattached").connect())
                .isInstanceOf(Mqtt5ConnAckException.class);
        assertThatThrownBy(() -> broker.client("stranger", "stranger").connect())
                .isInstanceOf(Mqtt5ConnAckException.class);
    }

    @Test
    void aClientWithoutCertificateDoesNotGetPastTheHandshake() {
        assertThatThrownBy(() -> broker.client(Optional.empty(), "M8").connect())
                .isNotInstanceOf(Mqtt5ConnAckException.class);
    }

    @Test
    void aPublishToAnotherModulesTopicEndsTheConnection() throws Exception {
        var module = broker.client("M7", "M7");
        module.connect();

        publish(module, "coinless/M8/up/bundle");

        Awaitility.await().until(() -> !module.getState().isConnected());
    }

    @Test
    void aSubscriptionToOthersTopicsIsRefused() {
        var module = broker.client("M7", "M7");
        module.connect();

        for (var filter : List.of("coinless/M8/down/bundle", "coinless/+/down/bundle", "#")) {
            assertThatThrownBy(() -> module.subscribeWith().topicFilter(filter).send())
                    .isInstanceOf(Mqtt5SubAckException.class);
        }
        module.disconnect();
    }

    @Test
    void aLastWillOnAnotherModulesTopicIsRefusedAtTheDoor() {
        var module = broker.client("M7", "M7");

        assertThatThrownBy(() ->
                        module.connectWith()
                                .willPublish()
                                .topic("coinless/M8/up/lost")
                                .applyWillPublish()
                                .send())
                .isInstanceOf(Mqtt5ConnAckException.class);
    }

    @Test
    void aCertificateThatIsRevokedLaterEndsTheConnectionWithTheNextPublish() throws Exception {
        broker.register("M6", "ACTIVE", List.of("M6"));
        var module = broker.client("M6", "M6");
        module.connect();

        broker.register("M6", "INACTIVE", List.of("M6"));
        publish(module, "coinless/M6/up/bundle");

        Awaitility.await().until(() -> !module.getState().isConnected());
    }

    /// A refused publish is answered by the end of the connection, which the client may see first.
    private static void publish(Mqtt5BlockingClient client, String topic) {
        client.toAsync()
                .publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(new byte[] {1})
                .send();
    }
}
