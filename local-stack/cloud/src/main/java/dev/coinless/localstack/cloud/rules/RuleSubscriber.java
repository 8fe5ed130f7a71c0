package dev.coinless.localstack.cloud.rules;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.queues.Queues;
import dev.coinless.localstack.cloud.template.RuleSpec;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Listens at the broker for all topic rules, and publishes for the data plane; connects again by
/// itself. Messages of both directions may come twice, as at AWS (QoS 1).
public final class RuleSubscriber {

    private static final Logger LOG = System.getLogger(RuleSubscriber.class.getName());

    /// Between attempts to connect, at most.
    private static final Duration MAX_RECONNECT_DELAY = Duration.ofSeconds(2);

    /// A broker on this machine answers in milliseconds; the caller is a function that waits.
    private static final Duration PUBLISH_LIMIT = Duration.ofSeconds(2);

    /// Leaving the broker is a courtesy, not worth more.
    private static final Duration GOODBYE_LIMIT = Duration.ofMillis(500);

    private final List<Rule> rules;
    private final InstantSource clock;
    private final BooleanSupplier duplicates;
    private final Mqtt5AsyncClient client;

    private RuleSubscriber(
            int port, List<Rule> rules, InstantSource clock, BooleanSupplier duplicates) {
        this.rules = List.copyOf(rules);
        this.clock = clock;
        this.duplicates = duplicates;
        this.client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier("coinless-rules-" + UUID.randomUUID())
                        .serverHost("127.0.0.1")
                        .serverPort(port)
                        .automaticReconnect()
                        .initialDelay(100, TimeUnit.MILLISECONDS)
                        .maxDelay(MAX_RECONNECT_DELAY.toMillis(), TimeUnit.MILLISECONDS)
                        .applyAutomaticReconnect()
                        .addConnectedListener(_ -> subscribe())
                        .addDisconnectedListener(
                                it -> LOG.log(Logger.Level.DEBUG, "broker", it.getCause()))
                        .buildAsync();
    }

    /// Connects in the background.
    ///
    /// @param port the broker's loopback port
    /// @param duplicates whether the next message comes twice
    public static RuleSubscriber start(
            int port,
            List<RuleSpec> specs,
            Queues queues,
            InstantSource clock,
            BooleanSupplier duplicates) {
        var rules = specs.stream().map(spec -> Rule.of(spec, queues)).toList();
        var subscriber = new RuleSubscriber(port, rules, clock, duplicates);
        if (!rules.isEmpty()) {
            var _ = subscriber.client.connect();
        }
        return subscriber;
    }

    public boolean isConnected() {
        return client.getState().isConnected();
    }

    /// Publishes a message for the data plane.
    ///
    /// @return whether the broker has taken it
    public boolean publish(String topic, int qos, Payload payload) {
        boolean sent = send(topic, qos, payload);
        if (sent && duplicates.getAsBoolean()) {
            send(topic, qos, payload);
        }
        return sent;
    }

    private boolean send(String topic, int qos, Payload payload) {
        return isConnected()
                && client.publishWith()
                        .topic(topic)
                        .qos(qos == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE)
                        .payload(payload.bytes())
                        .send()
                        .orTimeout(PUBLISH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                        .handle((_, failure) -> failure == null)
                        .join();
    }

    public void stop() {
        if (isConnected()) {
            var _ =
                    client.disconnect()
                            .orTimeout(GOODBYE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                            .exceptionally(_ -> null)
                            .join();
        }
    }

    private void subscribe() {
        var builder = client.subscribeWith();
        var filters = rules.stream().flatMap(rule -> rule.filters().stream()).distinct().toList();
        for (var filter : filters.subList(0, filters.size() - 1)) {
            builder.addSubscription()
                    .topicFilter(filter)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .applySubscription();
        }
        var _ =
                builder.addSubscription()
                        .topicFilter(filters.getLast())
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .applySubscription()
                        .callback(this::receive)
                        .send()
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                LOG.log(Logger.Level.ERROR, "cannot subscribe", failure);
                            }
                        });
    }

    private void receive(Mqtt5Publish publish) {
        var topic = publish.getTopic().toString();
        var payload = Payload.of(publish.getPayloadAsBytes());
        int times = duplicates.getAsBoolean() ? 2 : 1;
        for (int i = 0; i < times; i++) {
            rules.forEach(rule -> rule.accept(topic, payload, clock.instant()));
        }
    }
}
