package dev.coinless.edge.io.mqtt;

import dev.coinless.edge.enrol.NetworkIdentity;
import dev.coinless.model.sync.SealedBundle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.crt.io.ExponentialBackoffRetryOptions.JitterMode;
import software.amazon.awssdk.crt.mqtt5.Mqtt5Client;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.ClientOfflineQueueBehavior;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.ClientSessionBehavior;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.LifecycleEvents;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.PublishEvents;
import software.amazon.awssdk.crt.mqtt5.QOS;
import software.amazon.awssdk.crt.mqtt5.packets.PublishPacket;
import software.amazon.awssdk.iot.AwsIotMqtt5ClientBuilder;

/// The SDK's client as a module uses it.
record Mqtt5ClientFactory(NetworkIdentity identity, Endpoint endpoint, Topics topics) {

    /// First pause before a lost connection is tried again.
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);

    /// Longest pause; with full jitter a whole fleet comes back within it, evenly.
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    /// A connection that held this long was a good one.
    private static final Duration GOOD = Duration.ofSeconds(30);

    /// A dead link is noticed within it, at 2 packets a minute; IoT Core allows 30 s to 20 min.
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(1);

    private static final Duration PING_TIMEOUT = Duration.ofSeconds(10);

    /// How long the broker keeps answers for a module that is away; IoT Core's usual limit.
    private static final Duration SESSION = Duration.ofHours(1);

    /// How long the broker may take to confirm a message, before the SDK gives it up.
    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(30);

    /// The largest packet that the broker may send: a bundle with its topic and properties.
    private static final long MAX_PACKET = SealedBundle.MAX_LENGTH + 1024L;

    /// Answers under way at most.
    private static final long RECEIVE_MAXIMUM = 8;

    Mqtt5Client make(LifecycleEvents lifecycle, PublishEvents publishes) {
        var access = identity.access();
        try (var builder =
                AwsIotMqtt5ClientBuilder.newDirectMqttBuilderWithMtlsFromMemory(
                        endpoint.host(),
                        Pem.certificates(List.of(access.certificate())),
                        Pem.privateKey(identity.key().encoded()))) {
            return builder.withCertificateAuthority(Pem.certificates(access.serverRoots()))
                    .withPort((long) endpoint.port())
                    .withClientId(identity.module().toString())
                    .withSessionBehavior(ClientSessionBehavior.REJOIN_POST_SUCCESS)
                    .withSessionExpiryIntervalSeconds(SESSION.toSeconds())
                    .withOfflineQueueBehavior(ClientOfflineQueueBehavior.FAIL_ALL_ON_DISCONNECT)
                    .withKeepAliveIntervalSeconds(KEEP_ALIVE.toSeconds())
                    .withPingTimeoutMs(PING_TIMEOUT.toMillis())
                    .withAckTimeoutSeconds(ACK_TIMEOUT.toSeconds())
                    .withMaximumPacketSizeBytes(MAX_PACKET)
                    .withReceiveMaximum(RECEIVE_MAXIMUM)
                    .withRetryJitterMode(JitterMode.Full)
                    .withMinReconnectDelayMs(FIRST_RETRY.toMillis())
                    .withMaxReconnectDelayMs(LONGEST_RETRY.toMillis())
                    .withMinConnectedTimeToResetReconnectDelayMs(GOOD.toMillis())
                    .withWill(
                            PublishPacket.of(
                                    topics.lost(),
                                    QOS.AT_LEAST_ONCE,
                                    "lost".getBytes(StandardCharsets.US_ASCII)))
                    .withLifeCycleEvents(lifecycle)
                    .withPublishEvents(publishes)
                    .build();
        }
    }
}
