package dev.coinless.functions.book;

import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.SignedHeader;
import java.time.Instant;
import java.util.List;

/// The headers so far, as far as the next one needs them.
///
/// @param hashes the log of their hashes
/// @param last when the newest was signed
public record HeaderLog(MerkleFrontier hashes, Instant last) {

    public static final HeaderLog NONE = new HeaderLog(MerkleFrontier.EMPTY, Instant.EPOCH);

    /// Headers so far.
    public long size() {
        return hashes.size();
    }

    public HeaderLog plus(SignedHeader header) {
        return new HeaderLog(hashes.plus(header.hash()), header.header().at());
    }

    public List<TreeNode> completedBy(SignedHeader header) {
        return TreeNode.completedBy(hashes, header.hash());
    }
}
