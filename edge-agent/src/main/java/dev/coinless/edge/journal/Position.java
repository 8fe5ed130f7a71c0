package dev.coinless.edge.journal;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;

/// Where the module stands, read at one point of the journal.
///
/// @param floor the lowest counter still acceptable, or consumed with its receipt not yet written
/// @param sequence of the last receipt, 0 if there is none
/// @param hash of the last receipt, zeros if there is none
public record Position(Counter floor, Sequence sequence, Bytes hash) {}
