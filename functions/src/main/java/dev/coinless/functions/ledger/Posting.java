package dev.coinless.functions.ledger;

import java.util.Currency;

/// One side of an entry: how much a ledger account gains, or loses if negative.
public record Posting(LedgerAccount account, long minorUnits, Currency currency) {}
