package dev.coinless.model.grant;

import java.util.Arrays;
import java.util.Optional;

/// By what kind of signal a grant may make the machine perform.
public enum GrantKind {
    /// An approval in a cashless session (MDB/ICP 7).
    VEND(0),
    /// Coin pulses on a line.
    PULSE(1),
    /// A door or a relay.
    DOOR(2),
    /// A one-time number for a magnetic stripe reader.
    SWIPE(3);

    private final int number;

    GrantKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Optional<GrantKind> of(long number) {
        return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }
}
