package dev.coinless.functions.ledger;

/// How far a hold has come.
///
///     Held --receipt with evidence--> Captured
///     Held --receipt without a sale, or proof--> Voided
///     Held --receipt in doubt--> Reviewed (voided in full, and flagged)
///
/// The last three never change again.
public sealed interface HoldState {

    record Held() implements HoldState {}

    record Captured(Entry entry, ReceiptKey receipt) implements HoldState {}

    /// Voided by the receipt that names the grant.
    record Voided(Entry entry, ReceiptKey receipt) implements HoldState {}

    /// Voided because it is proven that the grant can no longer be used.
    record VoidedByProof(Entry entry) implements HoldState {}

    /// Voided in full for now; a person should look at it.
    record Reviewed(Entry entry, ReceiptKey receipt) implements HoldState {}
}
