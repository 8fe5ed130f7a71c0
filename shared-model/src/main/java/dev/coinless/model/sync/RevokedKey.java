package dev.coinless.model.sync;

import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import java.util.Comparator;

/// A platform key that must not be believed any more, whatever its KEYCERT says.
public record RevokedKey(KeyUsage usage, KeySerial serial) implements Comparable<RevokedKey> {

    private static final Comparator<RevokedKey> ORDER =
            Comparator.comparing(RevokedKey::usage).thenComparing(RevokedKey::serial);

    @Override
    public int compareTo(RevokedKey other) {
        return ORDER.compare(this, other);
    }
}
