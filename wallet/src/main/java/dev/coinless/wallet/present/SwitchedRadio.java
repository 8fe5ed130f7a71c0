package dev.coinless.wallet.present;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.wallet.scan.Scanner;
import dev.coinless.wallet.scan.Sighting;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A radio with a switch: turning it off ends every connection and fails everything else at once.
public final class SwitchedRadio implements Scanner, Connector {
    private final Scanner scanner;
    private final Connector connector;
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    public SwitchedRadio(Scanner scanner, Connector connector) {
        this.scanner = scanner;
        this.connector = connector;
    }

    public void turn(boolean isOn) {
        on.set(isOn);
        if (!isOn) {
            scanner.stopScan();
            links.forEach(Link::disconnect);
            links.clear();
        }
    }

    public boolean isOn() {
        return on.get();
    }

    @Override
    public void startScan(Consumer<Sighting> listener) throws RadioFailure {
        requireOn();
        scanner.startScan(listener);
    }

    @Override
    public void stopScan() {
        scanner.stopScan();
    }

    @Override
    public Link connect(String address, Link.Listener listener) throws RadioFailure {
        requireOn();
        var link = connector.connect(address, listener);
        links.add(link);
        if (!on.get()) {
            link.disconnect();
        }
        return new Counted(link);
    }

    private void requireOn() throws RadioFailure {
        if (!on.get()) {
            throw new RadioFailure("the phone's Bluetooth is off");
        }
    }

    /// Forgets the connection when its user ends it. One that the module ended stays known, and
    /// ending it again does nothing.
    private final class Counted implements Link {
        private final Link link;

        Counted(Link link) {
            this.link = link;
        }

        @Override
        public int mtu() {
            return link.mtu();
        }

        @Override
        public Bytes readInfo() throws RadioFailure {
            return link.readInfo();
        }

        @Override
        public Bytes readRequest() throws RadioFailure {
            return link.readRequest();
        }

        @Override
        public void subscribe() throws RadioFailure {
            link.subscribe();
        }

        @Override
        public void write(Bytes frame) throws RadioFailure {
            link.write(frame);
        }

        @Override
        public void disconnect() {
            links.remove(link);
            link.disconnect();
        }
    }
}
