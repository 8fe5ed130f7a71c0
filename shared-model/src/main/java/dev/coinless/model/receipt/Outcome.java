package dev.coinless.model.receipt;

import java.util.Arrays;
import java.util.Optional;

/// How a grant ended at the machine.
public enum Outcome {
    /// At least one vend succeeded; the amount is theirs.
    VENDED(0),
    /// The machine reported failure, or a session ended with every vend failed; amount 0.
    FAILED(1),
    /// A signal was intended and its result was lost with the power; amount 0, reviewed.
    UNKNOWN(2),
    /// The code was consumed and no signal was ever intended; amount 0.
    CLOSED_UNUSED(3);

    private final int number;

    Outcome(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Optional<Outcome> of(long number) {
        return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
    }
}
