package dev.coinless.wallet.io.air;

import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.time.TimeSource;
import dev.coinless.model.wire.Malformed;
import dev.coinless.simulators.air.link.AirLimits;
import dev.coinless.simulators.air.link.AirLinkException;
import dev.coinless.simulators.air.link.CentralConnection;
import dev.coinless.simulators.air.link.CentralEvents;
import dev.coinless.simulators.air.link.CentralLink;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.ConnectionId;
import dev.coinless.wallet.present.Connector;
import dev.coinless.wallet.present.Link;
import dev.coinless.wallet.present.RadioFailure;
import dev.coinless.wallet.scan.Scanner;
import dev.coinless.wallet.scan.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The radio of a phone in the simulated air. Joins the air when first used, and again after the
/// air was gone.
public final class AirRadio implements Scanner, Connector, AutoCloseable {
    /// Longest wait for one answer of the radio; ATT itself allows 30 s, people do not.
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(4);

    private final Settings settings;
    private final TimeSource time;
    private final Map<ConnectionId, Link.Listener> listeners = new ConcurrentHashMap<>();
    private volatile Consumer<Sighting> ear = AirRadio::unheard;
    private @Nullable CentralLink link;

    /// Where and as whom to join the air.
    ///
    /// @param name of the phone in the lab
    /// @param company identifier that marks our manufacturer data
    /// @param mtu to ask for
    public record Settings(Path socket, String name, int company, int mtu) {
        public Settings {
            if (mtu < AirLimits.SMALLEST_MTU || mtu > AirLimits.LARGEST_MTU) {
                throw new IllegalArgumentException(
                        "the MTU must be %d to %d, not %d"
                                .formatted(AirLimits.SMALLEST_MTU, AirLimits.LARGEST_MTU, mtu));
            }
        }
    }

    public AirRadio(Settings settings, TimeSource time) {
        this.settings = settings;
        this.time = time;
    }

    @Override
    public void startScan(Consumer<Sighting> listener) throws RadioFailure {
        ear = listener;
        try {
            joined().startScan();
        } catch (AirLinkException e) {
            throw failure("scanning failed", e);
        }
    }

    @Override
    public void stopScan() {
        ear = AirRadio::unheard;
        try {
            var joined = current();
            if (joined != null) {
                joined.stopScan();
            }
        } catch (AirLinkException alreadyGone) {
            // Without an air there is no scan to stop.
            forget();
        }
    }

    @Override
    public Link connect(String address, Link.Listener listener) throws RadioFailure {
        var connecting = joined().connect(address, settings.mtu());
        var connected =
                connecting.thenApply(connection -> {
                    listeners.put(connection.id(), listener);
                    return connection;
                });
        return new AirLink(await("connecting", connected));
    }

    @Override
    public synchronized void close() {
        if (link != null) {
            link.close();
            link = null;
        }
    }

    /// What is heard while nobody listens.
    private static void unheard(Sighting sighting) {}

    private synchronized CentralLink joined() throws RadioFailure {
        if (link == null) {
            try {
                link = CentralLink.open(settings.socket(), settings.name(), new Heard());
            } catch (IOException e) {
                throw failure("the air is not there", e);
            }
        }
        return link;
    }

    private synchronized @Nullable CentralLink current() {
        return link;
    }

    private synchronized void forget() {
        link = null;
    }

    private static RadioFailure failure(String what, Throwable cause) {
        return new RadioFailure("%s: %s".formatted(what, cause.getMessage()), cause);
    }

    private static <T> T await(String what, CompletableFuture<T> future) throws RadioFailure {
        try {
            return future.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            throw failure(what + " failed", cause == null ? e : cause);
        } catch (TimeoutException e) {
            throw new RadioFailure(
                    "%s took longer than %d s".formatted(what, ANSWER_TIMEOUT.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RadioFailure(what + " was interrupted", e);
        }
    }

    private final class Heard implements CentralEvents {
        @Override
        public void advertisement(
                String address,
                String name,
                int rssi,
                byte[] advertisingData,
                byte[] scanResponse) {
            try {
                LegacyAdvertising.decode(settings.company(), Bytes.of(scanResponse))
                        .map(found -> new Sighting(address, name, rssi, found, time.uptime()))
                        .ifPresent(ear);
            } catch (Malformed notOurs) {
                // Somebody uses our company identifier for something else, or a newer version.
                return;
            }
        }

        @Override
        public void notification(
                ConnectionId connection, Characteristic characteristic, byte[] value) {
            var listener = listeners.get(connection);
            if (listener != null && characteristic == Characteristic.OUT) {
                listener.notified(Bytes.of(value));
            }
        }

        @Override
        public void rssi(ConnectionId connection, int rssi) {
            // Proximity as a trigger is not built yet; nothing else asks for it.
        }

        @Override
        public void disconnected(ConnectionId connection, String reason) {
            var listener = listeners.remove(connection);
            if (listener != null) {
                listener.ended(reason);
            }
        }

        @Override
        public void linkLost(AirLinkException reason) {
            forget();
        }
    }

    private static final class AirLink implements Link {
        private final CentralConnection connection;

        AirLink(CentralConnection connection) {
            this.connection = connection;
        }

        @Override
        public int mtu() {
            return connection.mtu();
        }

        @Override
        public Bytes readInfo() throws RadioFailure {
            return Bytes.of(await("reading Info", connection.read(Characteristic.INFO)));
        }

        @Override
        public Bytes readRequest() throws RadioFailure {
            return Bytes.of(await("reading Request", connection.read(Characteristic.REQUEST)));
        }

        @Override
        public void subscribe() throws RadioFailure {
            await("subscribing", connection.subscribe(Characteristic.OUT).thenApply(_ -> true));
        }

        @Override
        public void write(Bytes frame) throws RadioFailure {
            var written = connection.write(Characteristic.IN, frame.toArray());
            await("writing", written.thenApply(_ -> true));
        }

        @Override
        public void disconnect() {
            try {
                connection.disconnect();
            } catch (AirLinkException alreadyGone) {
                // The connection is over, which is what was wanted.
                return;
            }
        }
    }
}
