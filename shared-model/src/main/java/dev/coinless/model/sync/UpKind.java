package dev.coinless.model.sync;

import java.util.Arrays;
import java.util.Optional;

/// What a module sends up.
public enum UpKind {
    /// A signed RECEIPT.
    RECEIPT(1),
    /// A signed CHECKPOINT; every bundle has the module's current one.
    CHECKPOINT(2),
    /// A signed CASH: sales for coins.
    CASH_SALE(3),
    /// How the module and its machine are, reserved.
    HEALTH(4),
    /// A [dev.coinless.model.book.BookFork]: the module was shown two histories of the Book.
    FORK(5);

    private final int number;

    UpKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// The kind, unless it is one of a later version.
    public static Optional<UpKind> of(int number) {
        return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }
}
