package dev.coinless.model.export;

import java.util.Arrays;
import java.util.Optional;

/// What a line of an export holds; the order is that of the file, but that blocks, entries,
/// receipts, grants and headers take turns.
enum LineKind {
    /// Format and environment; the first line.
    START,
    /// A root's public key.
    ROOT,
    /// A KEYCERT.
    KEYCERT,
    /// A module's public key.
    MODULE,
    /// An account's version and balances when the export began.
    ACCOUNT,
    /// The head of a block; its entries follow.
    BLOCK,
    ENTRY,
    /// The RECEIPT that the entry before rests on.
    RECEIPT,
    /// The GRANT of the receipt before, if an operator gained by it.
    GRANT,
    /// A HEADER over all blocks so far.
    HEADER,
    /// How many lines there were; the last line.
    END;

    static Optional<LineKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(word)).findFirst();
    }
}
