package dev.coinless.edge.uplink;

import dev.coinless.model.bytes.Bytes;

/// Port to the platform by a network of the module's own, used by the agent's thread only; what
/// happens comes as [UplinkEvent]. No method blocks or fails: nothing at the machine ever waits for
/// a network.
public interface UplinkPort extends AutoCloseable {

    /// For a module without network.
    UplinkPort NONE =
            new UplinkPort() {
                @Override
                public void publish(Bytes bundle) {
                    throw new IllegalStateException("there is no network to publish to");
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };

    /// Sends an up bundle, if it can be sent now; whether it arrived, only the platform's answer
    /// says.
    void publish(Bytes bundle);

    @Override
    void close();
}
