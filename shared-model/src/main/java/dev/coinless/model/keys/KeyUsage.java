package dev.coinless.model.keys;

import java.util.Arrays;
import java.util.Optional;

/// What a platform key may sign or open. The order is that of `Info` and of the wire.
public enum KeyUsage {
    /// Ed25519: grants; a new one each week.
    GRANT(0),
    /// Ed25519: long-lived certificates (vouchers, media, licences).
    CERT(1),
    /// Ed25519: acknowledgements and all that a module applies to itself.
    SYNC(2),
    /// X25519: what modules seal to the platform.
    SEAL(3);

    private final int number;

    KeyUsage(int number) {
        this.number = number;
    }

    /// The usage on the wire, 0 up without gaps.
    public int number() {
        return number;
    }

    public static Optional<KeyUsage> of(long number) {
        return Arrays.stream(values()).filter(usage -> usage.number == number).findFirst();
    }
}
