/// The Book: the ledger's entries as an append-only log that anybody can check. Entries go into
/// blocks, blocks into lanes, lanes into signed headers, all by Merkle trees (RFC 9162).
@NullMarked
package dev.coinless.model.book;

import org.jspecify.annotations.NullMarked;
