package dev.coinless.edge.journal;

import java.util.Arrays;
import java.util.Optional;

/// What the machine said to a signal.
public enum VendResult {
    VENDED(1),
    FAILED(2);

    private final int number;

    VendResult(int number) {
        this.number = number;
    }

    /// As the journal keeps it.
    int number() {
        return number;
    }

    static Optional<VendResult> of(long number) {
        return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
    }
}
