package dev.coinless.wallet.scan;

import dev.coinless.wallet.present.RadioFailure;
import java.util.function.Consumer;

/// Port to the radio's ear: hears advertisements and connects to nobody.
public interface Scanner {
    /// Starts listening; the listener is called on the radio's thread, for our modules only, at
    /// once for each in range and then whenever it is heard. Replaces an earlier listener.
    void startScan(Consumer<Sighting> listener) throws RadioFailure;

    /// Stops listening; nothing happens if it had stopped.
    void stopScan();
}
