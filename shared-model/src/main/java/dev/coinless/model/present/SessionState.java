package dev.coinless.model.present;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Malformed;
import java.util.Arrays;

/// How an accepted presentation goes on, told to its connection as one byte; for display only, the
/// receipt is what counts.
public enum SessionState {
    /// The order is with the machine.
    OPENING(1),
    /// The machine shows the funds and waits for a selection.
    SELECT(2),
    /// The machine is vending.
    VENDING(3),
    /// The session is over; the receipt follows.
    ENDED(4);

    private final int number;

    SessionState(int number) {
        this.number = number;
    }

    public Bytes encoded() {
        return Bytes.of((byte) number);
    }

    public static SessionState decode(Bytes encoded) throws Malformed {
        if (encoded.length() != 1) {
            throw new Malformed("a session state has one byte");
        }
        return Arrays.stream(values())
                .filter(state -> state.number == encoded.unsignedAt(0))
                .findFirst()
                .orElseThrow(() -> new Malformed("an unknown session state"));
    }
}
