package dev.coinless.model.present;

import java.util.Arrays;
import java.util.Optional;

/// What the holder wants of the grant.
public enum Intent {
    /// Open the session, vend.
    PAY(0),
    /// Burn the code: nothing will be vended on this grant, and its hold can end.
    CANCEL(1);

    private final int number;

    Intent(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Optional<Intent> of(long number) {
        return Arrays.stream(values()).filter(intent -> intent.number == number).findFirst();
    }
}
