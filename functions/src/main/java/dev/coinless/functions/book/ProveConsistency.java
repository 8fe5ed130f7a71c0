package dev.coinless.functions.book;

import dev.coinless.model.book.ConsistencyProof;
import dev.coinless.model.book.MerklePath;
import dev.coinless.model.book.SignedHeader;
import java.util.List;
import java.util.Optional;

/// Proves that the newest header stands on an older one.
public final class ProveConsistency {

    private static final MerklePath NOTHING = new MerklePath(List.of());

    private final BookStore store;

    public ProveConsistency(BookStore store) {
        this.store = store;
    }

    /// The newest header; empty before the first minute.
    public Optional<SignedHeader> newest() {
        return store.header(store.headerLog().size());
    }

    /// The proof.
    ///
    /// @param from number of the older header; 0 if none is known, which takes no proof
    /// @return empty if there is no header with this number, or none after it
    public Optional<ConsistencyProof> from(long from) {
        return newest().filter(newest -> from < newest.number()).map(newest -> prove(from, newest));
    }

    private ConsistencyProof prove(long from, SignedHeader newest) {
        if (from == 0) {
            return new ConsistencyProof(0, NOTHING, NOTHING, newest);
        }
        var nodes = store.headerNodes();
        long before = newest.number() - 1;
        return new ConsistencyProof(
                from,
                TreeNode.inclusion(nodes, from - 1, before),
                TreeNode.consistency(nodes, from - 1, before),
                newest);
    }
}
