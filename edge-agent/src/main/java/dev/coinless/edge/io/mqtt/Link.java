package dev.coinless.edge.io.mqtt;

import dev.coinless.edge.io.retry.Attempts;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.uplink.UplinkEvent;
import dev.coinless.edge.uplink.UplinkInbox;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sync.SealedBundle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.mqtt5.Mqtt5Client;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.LifecycleEvents;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.PublishEvents;
import software.amazon.awssdk.crt.mqtt5.OnAttemptingConnectReturn;
import software.amazon.awssdk.crt.mqtt5.OnConnectionFailureReturn;
import software.amazon.awssdk.crt.mqtt5.OnConnectionSuccessReturn;
import software.amazon.awssdk.crt.mqtt5.OnDisconnectionReturn;
import software.amazon.awssdk.crt.mqtt5.OnStoppedReturn;
import software.amazon.awssdk.crt.mqtt5.PublishReturn;
import software.amazon.awssdk.crt.mqtt5.QOS;
import software.amazon.awssdk.crt.mqtt5.packets.SubAckPacket;
import software.amazon.awssdk.crt.mqtt5.packets.SubscribePacket;

/// Hears what the SDK's client tells, on its threads, and passes it on to the agent. The module
/// counts as connected when its subscription is confirmed: before, it would not hear an answer.
final class Link implements LifecycleEvents, PublishEvents {

    /// Pause before a refused subscription is asked for again.
    private static final Duration RESUBSCRIBE = Duration.ofSeconds(30);

    private final Topics topics;
    private final UplinkInbox inbox;
    private final StageLog log;
    private final Attempts attempts = new Attempts();
    private final AtomicBoolean connected = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    Link(Topics topics, UplinkInbox inbox, StageLog log) {
        this.topics = topics;
        this.inbox = inbox;
        this.log = log;
    }

    void awaitStop(Duration limit) {
        try {
            var _ = stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onAttemptingConnect(Mqtt5Client client, OnAttemptingConnectReturn event) {
        // Its outcome is told.
    }

    @Override
    public void onConnectionSuccess(Mqtt5Client client, OnConnectionSuccessReturn event) {
        attempts.succeeded();
        subscribe(client);
    }

    private void subscribe(Mqtt5Client client) {
        if (!client.getIsConnected()) {
            return;
        }
        var subscription =
                new SubscribePacket.SubscribePacketBuilder(topics.downBundle(), QOS.AT_LEAST_ONCE)
                        .build();
        var _ =
                client.subscribe(subscription)
                        .whenComplete(
                                (answer, _) -> subscribed(client, Optional.ofNullable(answer)));
    }

    /// The certificate's policy may need a while to be known everywhere, so a refusal is not final.
    private void subscribed(Mqtt5Client client, Optional<SubAckPacket> answer) {
        boolean granted =
                answer.stream()
                        .flatMap(it -> it.getReasonCodes().stream())
                        .anyMatch(code -> code == SubAckPacket.SubAckReasonCode.GRANTED_QOS_1);
        if (!granted) {
            log.say(Stage.UPLINK, "not-subscribed the platform's answers cannot be heard");
            CompletableFuture.delayedExecutor(RESUBSCRIBE.toSeconds(), TimeUnit.SECONDS)
                    .execute(() -> subscribe(client));
            return;
        }
        log.say(Stage.UPLINK, "connected");
        connected.set(true);
        put(new UplinkEvent.Connected());
    }

    @Override
    public void onConnectionFailure(Mqtt5Client client, OnConnectionFailureReturn event) {
        attempts.failed();
        if (attempts.isWorthALine()) {
            var answer =
                    Optional.ofNullable(event.getConnAckPacket())
                            .map(it -> it.getReasonCode().toString())
                            .orElseGet(() -> CRT.awsErrorString(event.getErrorCode()));
            log.say(Stage.UPLINK, "not-connected " + answer);
        }
    }

    @Override
    public void onDisconnection(Mqtt5Client client, OnDisconnectionReturn event) {
        if (connected.getAndSet(false)) {
            log.say(Stage.UPLINK, "lost " + CRT.awsErrorString(event.getErrorCode()));
            put(new UplinkEvent.Lost());
        }
    }

    @Override
    public void onStopped(Mqtt5Client client, OnStoppedReturn event) {
        stopped.countDown();
    }

    @Override
    public void onMessageReceived(Mqtt5Client client, PublishReturn publish) {
        var packet = publish.getPublishPacket();
        int length = packet.getPayload() == null ? 0 : packet.getPayload().length;
        boolean usable =
                packet.getTopic().equals(topics.downBundle())
                        && length > 0
                        && length <= SealedBundle.MAX_LENGTH;
        inbox.offer(
                usable
                        ? new UplinkEvent.Received(Bytes.of(packet.getPayload()))
                        : new UplinkEvent.Unusable(length));
    }

    private void put(UplinkEvent event) {
        try {
            inbox.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
