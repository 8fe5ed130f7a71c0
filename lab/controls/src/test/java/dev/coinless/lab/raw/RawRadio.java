package dev.coinless.lab.raw;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.world.World;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Gatt;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import dev.coinless.simulators.air.link.AirLinkException;
import dev.coinless.simulators.air.link.CentralConnection;
import dev.coinless.simulators.air.link.CentralEvents;
import dev.coinless.simulators.air.link.CentralLink;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.ConnectionId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A phone's radio whose every byte the test decides.
public final class RawRadio implements AutoCloseable {

    public static final Environment ENVIRONMENT = new Environment(LocalCloud.ENVIRONMENT);
    private static final int LIMIT_SECONDS = 20;

    private final CentralLink link;
    private final Map<ModuleId, Heard> heard = new ConcurrentHashMap<>();
    private final Map<ConnectionId, Connection> connections = new ConcurrentHashMap<>();

    /// An advertisement and where it came from.
    public record Heard(String address, Advertisement advertisement) {}

    private RawRadio(World world, String name) throws IOException {
        this.link = CentralLink.open(world.air().socket(), name, new Events());
    }

    /// Joins the air at arm's length of a machine.
    public static RawRadio near(World world, String name, String machine) {
        try {
            var radio = new RawRadio(world, name);
            world.air().near(name, machine, World.NEAR_DBM);
            radio.link.startScan();
            return radio;
        } catch (IOException e) {
            throw new AssertionError("no radio", e);
        }
    }

    /// The module's newest advertisement; waits for the first.
    public Heard hear(ModuleId module) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (System.nanoTime() < deadline) {
            var found = heard.get(module);
            if (found != null) {
                return found;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("module " + module + " was not heard");
    }

    /// A connection if the module takes one more, as it is heard now.
    public Optional<Connection> tryConnect(ModuleId module) {
        try {
            var at = hear(module);
            return Optional.of(
                    opened(
                            link.connect(at.address(), Gatt.MAX_MTU)
                                    .get(LIMIT_SECONDS, TimeUnit.SECONDS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | TimeoutException refused) {
            return Optional.empty();
        }
    }

    public Connection connect(ModuleId module) {
        return connect(module, Gatt.MAX_MTU);
    }

    /// Connects and subscribes; a module that was switched off has another address afterwards.
    public Connection connect(ModuleId module, int mtu) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            var at = hear(module);
            try {
                return opened(link.connect(at.address(), mtu).get(LIMIT_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            } catch (ExecutionException | TimeoutException e) {
                heard.remove(module, at);
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("no connection to " + module, e);
                }
            }
        }
    }

    private Connection opened(CentralConnection opened) {
        var connection = new Connection(opened);
        connections.put(opened.id(), connection);
        get(opened.subscribe(Characteristic.OUT));
        get(opened.subscribe(Characteristic.REQUEST));
        // Answered by the module itself, so it knows the connection before anything is notified.
        get(opened.read(Characteristic.INFO));
        return connection;
    }

    @Override
    public void close() {
        link.close();
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the radio gave no answer", e);
        }
    }

    /// One connection to a module.
    public static final class Connection {

        private final CentralConnection connection;
        private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<Bytes> requests = new LinkedBlockingQueue<>();
        private Reassembly reassembly = new Reassembly.Idle();

        Connection(CentralConnection connection) {
            this.connection = connection;
        }

        public ModuleStatus info() throws Malformed {
            return ModuleStatus.decode(Bytes.of(get(connection.read(Characteristic.INFO))));
        }

        /// The REQUEST that is open now; empty if none is.
        public Bytes readRequest() {
            return Bytes.of(get(connection.read(Characteristic.REQUEST)));
        }

        /// The next value that `Request` notifies.
        public Bytes awaitRequest() {
            try {
                var value = requests.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                if (value != null) {
                    return value;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new AssertionError("nothing was notified by Request");
        }

        /// The presentation of a grant on this connection.
        public Presentation presentation(RawAccount.Granted grant, Intent intent) throws Malformed {
            return Presentation.of(
                    grant.token(), grant.holder(), info().nonce(), intent, ENVIRONMENT);
        }

        /// Sends a message as it is and returns the module's verdict on it.
        public Verdict say(MessageKind kind, Bytes body) throws Malformed {
            for (var frame : new Message(kind, body).frames(connection.mtu())) {
                get(connection.write(Characteristic.IN, frame.toArray()));
            }
            return Verdict.decode(await(MessageKind.VERDICT));
        }

        /// Writes without looking whether the module or the air takes it.
        public boolean tryWrite(Bytes frame) {
            try {
                connection
                        .write(Characteristic.IN, frame.toArray())
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            } catch (ExecutionException | IllegalArgumentException refused) {
                return false;
            } catch (TimeoutException e) {
                throw new AssertionError("the radio gave no answer", e);
            }
        }

        /// The next verdict, on whatever was written.
        public Verdict verdict() throws Malformed {
            return Verdict.decode(await(MessageKind.VERDICT));
        }

        public void write(Bytes frame) {
            get(connection.write(Characteristic.IN, frame.toArray()));
        }

        /// The body of the next message of a kind; others before it are dropped.
        public Bytes await(MessageKind kind) {
            try {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
                while (System.nanoTime() < deadline) {
                    var message = messages.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                    if (message != null && message.kind() == kind) {
                        return message.body();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new AssertionError("no " + kind + " came");
        }

        public void close() {
            try {
                connection.disconnect();
            } catch (AirLinkException e) {
                throw new AssertionError("cannot disconnect", e);
            }
        }

        private synchronized void notified(Bytes frame) {
            var step = Reassembly.step(reassembly, frame);
            reassembly = step.next();
            if (step.outcome() instanceof Reassembly.Outcome.Complete(var message)) {
                messages.add(message);
            }
        }
    }

    private final class Events implements CentralEvents {

        @Override
        public void advertisement(
                String address, String name, int rssi, byte[] advertising, byte[] scanResponse) {
            try {
                LegacyAdvertising.decode(
                                LegacyAdvertising.DEVELOPMENT_COMPANY, Bytes.of(scanResponse))
                        .ifPresent(ad -> heard.put(ad.module(), new Heard(address, ad)));
            } catch (Malformed e) {
                throw new AssertionError("a module advertises nonsense", e);
            }
        }

        @Override
        public void notification(
                ConnectionId connection, Characteristic characteristic, byte[] value) {
            var known = connections.get(connection);
            if (known != null && characteristic == Characteristic.OUT) {
                known.notified(Bytes.of(value));
            } else if (known != null) {
                known.requests.add(Bytes.of(value));
            }
        }

        @Override
        public void rssi(ConnectionId connection, int rssi) {}

        @Override
        public void disconnected(ConnectionId connection, String reason) {
            connections.remove(connection);
        }

        @Override
        public void linkLost(AirLinkException reason) {}
    }
}
