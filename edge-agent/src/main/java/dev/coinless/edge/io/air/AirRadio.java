package dev.coinless.edge.io.air;

import dev.coinless.edge.io.retry.Attempts;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.edge.present.RadioPort;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.simulators.air.link.AirLinkException;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.PeripheralEvents;
import dev.coinless.simulators.air.link.PeripheralLink;
import dev.coinless.simulators.air.link.ReadReply;
import dev.coinless.simulators.air.link.WriteReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The simulated air as a radio: a Unix domain socket, so a module in the lab opens no IP socket. A
/// lost air is joined again, with a pause.
public final class AirRadio implements RadioPort, AutoCloseable {

    /// Reads that may wait for their answer; more are refused.
    private static final int MAX_READS = 256;

    /// Where events go.
    public interface Inbox {
        /// Takes an event, or says that there is no room.
        boolean offer(RadioEvent event);

        /// Takes an event, waiting for room: connections must not be lost track of.
        void put(RadioEvent event) throws InterruptedException;
    }

    private final Path socket;
    private final String name;
    private final Inbox inbox;
    private final StageLog log;
    private final Map<Long, ReadReply> reads = new ConcurrentHashMap<>();
    private final AtomicLong nextRead = new AtomicLong();
    private final AtomicBoolean onAir = new AtomicBoolean();
    private final Runnable firstOnAir;
    private volatile Optional<PeripheralLink> link = Optional.empty();
    private volatile boolean closed;

    /// A radio that has not joined the air yet.
    ///
    /// @param name of the module in the lab
    /// @param firstOnAir told once, when the module can be heard
    public AirRadio(Path socket, String name, Inbox inbox, StageLog log, Runnable firstOnAir) {
        this.socket = socket;
        this.name = name;
        this.inbox = inbox;
        this.log = log;
        this.firstOnAir = firstOnAir;
    }

    /// Joins the air and stays in it, on a thread of its own.
    public void start() {
        Thread.ofPlatform().name("air-join").daemon().start(this::stay);
    }

    @Override
    public void advertise(Bytes advertisingData, Bytes scanResponse) {
        onLink(air -> {
            air.advertise(advertisingData.toArray(), scanResponse.toArray());
            if (!onAir.getAndSet(true)) {
                firstOnAir.run();
            }
        });
    }

    @Override
    public void silence() {
        onLink(PeripheralLink::stopAdvertising);
    }

    @Override
    public void answer(long read, Bytes value) {
        Optional.ofNullable(reads.remove(read)).ifPresent(reply -> reply.value(value.toArray()));
    }

    @Override
    public void notifyOut(ConnectionId connection, Bytes frame) {
        onLink(air -> air.notify(onAir(connection), Characteristic.OUT, frame.toArray()));
    }

    @Override
    public void notifyRequest(ConnectionId connection, Bytes start) {
        onLink(air -> air.notify(onAir(connection), Characteristic.REQUEST, start.toArray()));
    }

    @Override
    public void disconnect(ConnectionId connection) {
        onLink(air -> air.disconnect(onAir(connection)));
    }

    @Override
    public void close() {
        closed = true;
        link.ifPresent(PeripheralLink::close);
    }

    private interface AirCall {
        void on(PeripheralLink air) throws AirLinkException;
    }

    /// A call on a link that is going away is for nothing; its end is reported by the link.
    private void onLink(AirCall call) {
        link.ifPresent(air -> {
            try {
                call.on(air);
            } catch (AirLinkException e) {
                log.say(Stage.PRESENT, "radio " + e.reason());
            }
        });
    }

    private void stay() {
        var attempts = new Attempts();
        try {
            while (!closed) {
                var gone = new CountDownLatch(1);
                try (var air = PeripheralLink.open(socket, name, new Incoming(gone))) {
                    link = Optional.of(air);
                    attempts.succeeded();
                    log.say(Stage.ADVERTISE, "radio joined " + socket);
                    inbox.put(new RadioEvent.Attached());
                    gone.await();
                } catch (IOException e) {
                    notThere(attempts, e);
                }
                link = Optional.empty();
                reads.clear();
                TimeUnit.MILLISECONDS.sleep(attempts.failed().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void notThere(Attempts attempts, IOException e) {
        if (!closed && attempts.isWorthALine()) {
            log.say(
                    Stage.ADVERTISE,
                    "radio not there: %s (%s); start it, or correct the setting 'radio'; it is tried again"
                            .formatted(socket, e.getMessage()));
        }
    }

    private static dev.coinless.simulators.air.link.ConnectionId onAir(ConnectionId connection) {
        return new dev.coinless.simulators.air.link.ConnectionId(connection.number());
    }

    /// Brings what the link's thread hears into the agent's queue.
    private final class Incoming implements PeripheralEvents {
        private final CountDownLatch gone;

        Incoming(CountDownLatch gone) {
            this.gone = gone;
        }

        @Override
        public void connected(dev.coinless.simulators.air.link.ConnectionId connection, int mtu) {
            deliver(new RadioEvent.Connected(ours(connection), mtu));
        }

        @Override
        public void disconnected(
                dev.coinless.simulators.air.link.ConnectionId connection, String reason) {
            deliver(new RadioEvent.Disconnected(ours(connection)));
        }

        @Override
        public void read(
                dev.coinless.simulators.air.link.ConnectionId connection,
                Characteristic characteristic,
                ReadReply reply) {
            if (reads.size() >= MAX_READS) {
                reply.refuse("too many reads wait");
                return;
            }
            long read = nextRead.incrementAndGet();
            reads.put(read, reply);
            var event =
                    characteristic == Characteristic.INFO
                            ? new RadioEvent.InfoRead(ours(connection), read)
                            : new RadioEvent.RequestRead(ours(connection), read);
            if (!inbox.offer(event)) {
                reads.remove(read);
                reply.refuse("busy");
            }
        }

        @Override
        public void write(
                dev.coinless.simulators.air.link.ConnectionId connection,
                Characteristic characteristic,
                byte[] value,
                WriteReply reply) {
            if (inbox.offer(new RadioEvent.Written(ours(connection), Bytes.of(value)))) {
                reply.accept();
            } else {
                reply.refuse("busy");
            }
        }

        @Override
        public void subscribed(
                dev.coinless.simulators.air.link.ConnectionId connection,
                Characteristic characteristic) {}

        @Override
        public void linkLost(AirLinkException reason) {
            log.say(Stage.ADVERTISE, "radio lost: " + reason.getMessage());
            gone.countDown();
        }

        private void deliver(RadioEvent event) {
            try {
                inbox.put(event);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static ConnectionId ours(dev.coinless.simulators.air.link.ConnectionId connection) {
            return new ConnectionId(connection.number());
        }
    }
}
