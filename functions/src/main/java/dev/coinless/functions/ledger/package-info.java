/// The double-entry books: accounts, holds, movements, their entries and postings, and the proof
/// that they balance.
@NullMarked
package dev.coinless.functions.ledger;

import org.jspecify.annotations.NullMarked;
