package dev.coinless.functions.keys;

import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sync.Denylist;
import java.util.List;
import java.util.Optional;

/// Where the platform's keys are kept, encrypted.
public interface KeyStore {

    /// The key with the highest serial.
    default Optional<PlatformKey> newest(KeyUsage usage) {
        return newest(usage, 1).stream().findFirst();
    }

    /// The keys with the highest serials, descending.
    List<PlatformKey> newest(KeyUsage usage, int limit);

    /// What is denied; a denied newest key is due.
    Denylist denylist();

    Optional<PlatformKey> find(KeyUsage usage, KeySerial serial);

    /// Stores a key.
    ///
    /// @return false if its serial is taken: somebody else rotated at the same time
    boolean add(PlatformKey key);

    Optional<WrappedFleetSecret> fleetSecret(int version);

    /// Stores a version of the fleet secret.
    ///
    /// @return false if it exists
    boolean add(WrappedFleetSecret secret);
}
