package dev.coinless.edge.journal;

/// What a journal record says; the order is that of a sale.
public enum RecordKind {
    /// Counters that may be used for codes.
    RESERVED,
    /// The gate admitted an object and its code is used up.
    CONSUMED,
    /// A signal to the machine is about to be given.
    INTENT,
    /// What the machine said to a signal.
    RESULT,
    /// The signed receipt of a consumption.
    RECEIPT,
    /// The platform has the receipts up to a sequence.
    ACK,
    /// A key certificate of the platform.
    KEYCERT,
    /// Objects were refused.
    REFUSED,
    /// The operator's newest configuration; replaces the one before.
    CONFIG,
    /// The platform's newest denylist; replaces the one before.
    DENYLIST,
    /// A sale for coins that the machine told of.
    CASH,
    /// The platform has the sales for coins up to a number; replaces the one before.
    CASH_ACK,
    /// The highest header of the Book that was seen; replaces the one before.
    HEADER
}
