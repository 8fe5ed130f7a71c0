package dev.coinless.model.cash;

import java.util.Arrays;
import java.util.Optional;

/// Where a module learns of a sale for coins.
public enum CashSource {
    /// A CASH SALE of the machine's controller (MDB/ICP 7.4); one for each item sold.
    CASH_SALE(1),
    /// A pulse of a coin acceptor; a coin makes one or more.
    COIN_PULSE(2);

    private final int number;

    CashSource(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    static Optional<CashSource> of(long number) {
        return Arrays.stream(values()).filter(source -> source.number == number).findFirst();
    }
}
