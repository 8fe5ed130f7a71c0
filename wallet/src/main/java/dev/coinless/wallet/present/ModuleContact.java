package dev.coinless.wallet.present;

import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.wire.Malformed;

/// A connection to one module that speaks in messages: cuts them to the MTU, puts them together
/// again. Calls come from one thread.
public final class ModuleContact {
    private final Link link;
    private final ModuleStatus status;

    /// What a contact hears, on the radio's thread.
    public interface Listener {
        void message(Message message);

        /// Once, however the contact ended.
        void ended(String reason);
    }

    private ModuleContact(Link link, ModuleStatus status) {
        this.link = link;
        this.status = status;
    }

    /// Connects, reads `Info` and listens to `Out`.
    ///
    /// @throws RadioFailure if any of it fails; then there is no connection
    public static ModuleContact open(Connector connector, String address, Listener listener)
            throws RadioFailure {
        var link = connector.connect(address, new Frames(listener));
        try {
            var status = ModuleStatus.decode(link.readInfo());
            link.subscribe();
            return new ModuleContact(link, status);
        } catch (Malformed e) {
            link.disconnect();
            throw new RadioFailure("the module's Info is not readable: " + e.getMessage(), e);
        } catch (RadioFailure e) {
            link.disconnect();
            throw e;
        }
    }

    /// What `Info` said, with this connection's nonce.
    public ModuleStatus status() {
        return status;
    }

    /// The signed REQUEST that is open at the module now; empty if there is none.
    public Bytes readRequest() throws RadioFailure {
        return link.readRequest();
    }

    public void send(Message message) throws RadioFailure {
        for (Bytes frame : message.frames(link.mtu())) {
            link.write(frame);
        }
    }

    public void close() {
        link.disconnect();
    }

    private static final class Frames implements Link.Listener {
        private final Listener listener;
        private Reassembly reassembly = new Reassembly.Idle();

        Frames(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void notified(Bytes frame) {
            var step = Reassembly.step(reassembly, frame);
            reassembly = step.next();
            switch (step.outcome()) {
                case Reassembly.Outcome.Complete(var message) -> listener.message(message);
                case Reassembly.Outcome.Incomplete(), Reassembly.Outcome.Broken _ -> {
                    // A broken message is as one that never came: the wait for it ends.
                }
            }
        }

        @Override
        public void ended(String reason) {
            listener.ended(reason);
        }
    }
}
