package dev.coinless.edge.io.mqtt;

import dev.coinless.edge.enrol.NetworkIdentity;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.uplink.UplinkInbox;
import dev.coinless.edge.uplink.UplinkPort;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.time.TimeSource;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.mqtt5.Mqtt5Client;
import software.amazon.awssdk.crt.mqtt5.QOS;
import software.amazon.awssdk.crt.mqtt5.packets.DisconnectPacket;
import software.amazon.awssdk.crt.mqtt5.packets.PublishPacket;

/// The platform by MQTT 5 over mutual TLS: thing name and client id are the module's id, QoS 1, a
/// persistent session, a last will.
///
/// TLS needs to know the time, so the connection waits until the clock is not before the module's
/// own certificate; a Raspberry Pi without battery begins in 1970. Nothing else waits.
public final class MqttUplink implements UplinkPort {

    /// Bundles under way at most: the agent repeats what is not answered, so no queue is needed.
    private static final int MAX_IN_FLIGHT = 4;

    /// Pause between two looks at a clock that is not set yet.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /// A courteous end keeps the last will from being published; it is not worth more.
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final NetworkIdentity identity;
    private final Topics topics;
    private final TimeSource time;
    private final StageLog log;
    private final Link link;
    private final Mqtt5ClientFactory factory;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Thread starter;
    private volatile Optional<Mqtt5Client> client = Optional.empty();

    private MqttUplink(
            NetworkIdentity identity,
            Mqtt5ClientFactory factory,
            Topics topics,
            UplinkInbox inbox,
            TimeSource time,
            StageLog log) {
        this.identity = identity;
        this.factory = factory;
        this.topics = topics;
        this.time = time;
        this.log = log;
        this.link = new Link(topics, inbox, log);
        this.starter = Thread.ofPlatform().name("uplink").daemon().unstarted(this::connect);
    }

    /// Connects in the background, and again whenever the connection is lost.
    ///
    /// @param endpoint instead of the enrolment's
    /// @param ingest what comes before each topic that the module publishes to, empty for nothing
    public static UplinkPort open(
            NetworkIdentity identity,
            Optional<String> endpoint,
            String ingest,
            UplinkInbox inbox,
            TimeSource time,
            StageLog log) {
        var topics = new Topics(identity.module(), ingest);
        var factory =
                new Mqtt5ClientFactory(
                        identity,
                        Endpoint.of(endpoint.orElse(identity.access().endpoint())),
                        topics);
        var uplink = new MqttUplink(identity, factory, topics, inbox, time, log);
        uplink.starter.start();
        return uplink;
    }

    @Override
    public void publish(Bytes bundle) {
        client.ifPresent(it -> publish(it, bundle));
    }

    private void publish(Mqtt5Client to, Bytes bundle) {
        if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
            inFlight.decrementAndGet();
            log.say(Stage.UPLINK, "not-sent the broker is too slow");
            return;
        }
        try {
            var packet = PublishPacket.of(topics.upBundle(), QOS.AT_LEAST_ONCE, bundle.toArray());
            var _ = to.publish(packet).whenComplete((_, _) -> inFlight.decrementAndGet());
        } catch (CrtRuntimeException e) {
            inFlight.decrementAndGet();
            log.say(Stage.UPLINK, "not-sent " + e.getMessage());
        }
    }

    private void connect() {
        try {
            awaitTime();
            var made = factory.make(link, link);
            client = Optional.of(made);
            made.start();
        } catch (InterruptedException _) {
            // The program ends before it knew the time.
        } catch (CertificateException | CrtRuntimeException e) {
            // The top of this thread: a module without network goes on selling.
            log.say(Stage.UPLINK, "no-mqtt " + e.getMessage());
        }
    }

    private void awaitTime() throws InterruptedException, CertificateException {
        var from = validFrom(identity.access().certificate());
        if (time.instant().isBefore(from)) {
            log.say(Stage.UPLINK, "waiting the clock is not set, TLS needs the time");
            while (time.instant().isBefore(from)) {
                Thread.sleep(BETWEEN_LOOKS);
            }
            log.say(Stage.UPLINK, "clock-set");
        }
    }

    private static Instant validFrom(Bytes certificate) throws CertificateException {
        var in = new ByteArrayInputStream(certificate.toArray());
        var parsed =
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        return parsed.getNotBefore().toInstant();
    }

    @Override
    public void close() {
        starter.interrupt();
        client.ifPresent(it -> {
            it.stop(
                    new DisconnectPacket.DisconnectPacketBuilder()
                            .withReasonCode(
                                    DisconnectPacket.DisconnectReasonCode.NORMAL_DISCONNECTION)
                            .build());
            link.awaitStop(GOODBYE);
            it.close();
        });
    }
}
