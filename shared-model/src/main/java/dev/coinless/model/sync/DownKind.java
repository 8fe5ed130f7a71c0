package dev.coinless.model.sync;

import java.util.Arrays;
import java.util.Optional;

/// What the platform sends down. Each but CASH_ACK is signed by itself too, so it is worth the same
/// alone.
public enum DownKind {
    /// A signed ACK.
    ACK(1),
    /// A signed KEYCERT.
    KEYCERT(2),
    /// A signed DENYLIST.
    DENYLIST(3),
    /// A signed CONFIG.
    CONFIG(4),
    /// The time, reserved.
    STAMP(5),
    /// What the platform has of the sales for coins; only the bundle's signature covers it.
    CASH_ACK(6),
    /// A newer HEADER of the Book, with the proof that it stands on the one that the module holds.
    HEADER(7);

    private final int number;

    DownKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// The kind, unless it is one of a later version.
    public static Optional<DownKind> of(int number) {
        return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }
}
