package dev.coinless.functions.book;

import dev.coinless.model.book.BlockHead;
import dev.coinless.model.book.Lane;
import dev.coinless.model.bytes.Bytes;

/// Where a block of a lane is.
///
/// @param number from 1
/// @param first index of its first entry in the lane
/// @param hash under which the archive has it
public record SealedBlock(Lane lane, long number, long first, int count, Bytes hash) {

    public static SealedBlock of(BlockHead head) {
        return new SealedBlock(head.lane(), head.number(), head.first(), head.count(), head.hash());
    }
}
