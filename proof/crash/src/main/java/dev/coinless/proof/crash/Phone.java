package dev.coinless.proof.crash;

import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.radio.Gatt;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.wire.Malformed;
import dev.coinless.simulators.air.link.AirLinkException;
import dev.coinless.simulators.air.link.CentralConnection;
import dev.coinless.simulators.air.link.CentralEvents;
import dev.coinless.simulators.air.link.CentralLink;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.ConnectionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A phone's radio beside a module whose power may go at any moment.
final class Phone implements AutoCloseable {

    /// How soon it is noticed that the module is gone.
    private static final int LOOK_MILLIS = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CentralLink link;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Heard> news = new LinkedBlockingQueue<>();
    private volatile Optional<Heard> heard = Optional.empty();
    private Reassembly reassembly = new Reassembly.Idle();

    /// An advertisement and where it came from.
    record Heard(String address, Advertisement advertisement) {}

    /// The module went away in the middle.
    static final class Gone extends Exception {

        private static final long serialVersionUID = 1L;

        Gone(Throwable cause) {
            super("the module is gone", cause);
        }
    }

    Phone(Path air) {
        try {
            link = CentralLink.open(air, "P", new Events());
            link.startScan();
        } catch (IOException e) {
            throw new Failure("no radio", e);
        }
    }

    /// What was heard before is an earlier start's.
    void forget() {
        heard = Optional.empty();
        news.clear();
        messages.clear();
    }

    /// What is advertised, once it says that the machine is free; empty if the module goes before.
    Optional<Heard> awaitReady(Program module) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (module.isAlive()) {
                var next = news.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null && next.advertisement.flags().contains(Advertisement.Flag.READY)) {
                    return Optional.of(next);
                }
                if (System.nanoTime() > deadline) {
                    throw new Failure("the module advertises nothing, see its log");
                }
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    /// The newest counter heard since the last [#forget].
    long newestCounter() {
        return heard.map(it -> it.advertisement.code().counter().value()).orElse(0L);
    }

    CentralConnection connect(Heard at) throws Gone {
        var connection = get(link.connect(at.address, Gatt.MAX_MTU));
        get(connection.subscribe(Characteristic.OUT));
        return connection;
    }

    ModuleStatus info(CentralConnection connection) throws Gone {
        try {
            return ModuleStatus.decode(Bytes.of(get(connection.read(Characteristic.INFO))));
        } catch (Malformed e) {
            throw new Gone(e);
        }
    }

    void say(CentralConnection connection, MessageKind kind, Bytes body) throws Gone {
        for (var frame : new Message(kind, body).frames(connection.mtu())) {
            get(connection.write(Characteristic.IN, frame.toArray()));
        }
    }

    /// The next message of the module; empty if none comes while it is there.
    Optional<Message> next(Program module) {
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                var message = messages.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (message != null) {
                    return Optional.of(message);
                }
                if (!module.isAlive()) {
                    return Optional.ofNullable(
                            messages.poll(2 * LOOK_MILLIS, TimeUnit.MILLISECONDS));
                }
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws Gone {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new Gone(e);
        }
    }

    @Override
    public void close() {
        link.close();
    }

    private final class Events implements CentralEvents {

        @Override
        public void advertisement(
                String address, String name, int rssi, byte[] advertising, byte[] scanResponse) {
            try {
                heard =
                        LegacyAdvertising.decode(
                                        LegacyAdvertising.DEVELOPMENT_COMPANY,
                                        Bytes.of(scanResponse))
                                .map(ad -> new Heard(address, ad));
                heard.ifPresent(news::add);
            } catch (Malformed e) {
                throw new Failure("the module advertises nonsense", e);
            }
        }

        @Override
        public void notification(
                ConnectionId connection, Characteristic characteristic, byte[] value) {
            synchronized (messages) {
                var step = Reassembly.step(reassembly, Bytes.of(value));
                reassembly = step.next();
                if (step.outcome() instanceof Reassembly.Outcome.Complete(var message)) {
                    messages.add(message);
                }
            }
        }

        @Override
        public void rssi(ConnectionId connection, int rssi) {}

        @Override
        public void disconnected(ConnectionId connection, String reason) {
            synchronized (messages) {
                reassembly = new Reassembly.Idle();
            }
        }

        @Override
        public void linkLost(AirLinkException reason) {}
    }
}
