package dev.coinless.functions.ledger;

import dev.coinless.model.bytes.Bytes;

/// How far a hold has come.
///
///     Held --receipt with evidence--> Captured
///     Held --receipt without a sale--> Voided
///     Held --proof that it cannot be used--> VoidedByProof
///     Held --receipt in doubt--> Reviewed (voided in full, and flagged)
///     Held --late, for customers in good standing--> Released (free for now, with a lien)
///     Released --receipt or proof--> as from Held, but late
///     Reviewed --a person decides--> Decided
///     Held, Released at a module that contradicts itself or lost its journal --a person--> Decided
///
/// Captured, Voided, VoidedByProof and Decided never change again.
public sealed interface HoldState {

    record Held() implements HoldState {}

    /// Free for now; a receipt that comes later still counts.
    record Released(Entry entry) implements HoldState {}

    record Captured(Entry entry, ReceiptKey receipt) implements HoldState {}

    /// Voided by the receipt that names the grant.
    record Voided(Entry entry, ReceiptKey receipt) implements HoldState {}

    /// Voided because it is proven that the grant can no longer be used.
    record VoidedByProof(Entry entry) implements HoldState {}

    /// Voided in full for now; a person should look at it.
    record Reviewed(Entry entry, ReceiptKey receipt) implements HoldState {}

    /// A person has decided.
    ///
    /// @param ground what there was to decide by
    /// @param reason in the operator's words
    record Decided(Entry entry, Ground ground, String reason) implements HoldState {}

    /// What a person had to decide by.
    sealed interface Ground {

        /// The receipt that put the hold in review.
        record Review(ReceiptKey receipt) implements Ground {}

        /// A receipt that contradicts the stored one of its key, but names the grant.
        ///
        /// @param hash of its bytes
        record Contradiction(Bytes hash) implements Ground {}

        /// No receipt names the grant.
        record Nothing() implements Ground {}
    }
}
