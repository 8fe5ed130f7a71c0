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

/// Listens at the broker for all topic rules; connects again by itself.
public final class RuleSubscriber {

    private static final Logger LOG = System.getLogger(RuleSubscriber.class.getName());

    /// Between attempts to connect, at most.
    private static final Duration MAX_RECONNECT_DELAY = Duration.ofSeconds(2);

    /// Leaving the broker is a courtesy, not worth more.
    private static final Duration GOODBYE_LIMIT = Duration.ofMillis(500);

    private final List<Rule> rules;
    private final InstantSource clock;
    private final Mqtt5AsyncClient client;

    private RuleSubscriber(int port, List<Rule> rules, InstantSource clock) {
        this.rules = List.copyOf(rules);
        this.clock = clock;
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
    public static RuleSubscriber start(
            int port, List<RuleSpec> specs, Queues queues, InstantSource clock) {
        var rules = specs.stream().map(spec -> Rule.of(spec, queues)).toList();
        var subscriber = new RuleSubscriber(port, rules, clock);
        if (!rules.isEmpty()) {
            var _ = subscriber.client.connect();
        }
        return subscriber;
    }

    public boolean isConnected() {
        return client.getState().isConnected();
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
        rules.forEach(rule -> rule.accept(topic, payload, clock.instant()));
    }
}
