package dev.coinless.functions.sync;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;

/// Port to modules that have a network of their own. What is lost on the way is asked for again by
/// the module's next bundle.
public interface DownLink {

    /// Hands a sealed bundle over for delivery.
    ///
    /// @throws Unreachable if it could not be handed over
    void publish(ModuleId module, Bytes sealed);

    /// The link is down; the bundle may be handed over again.
    final class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
