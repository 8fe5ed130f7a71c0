package dev.coinless.functions.io.lambda;

import dev.coinless.functions.book.BookStore;
import dev.coinless.functions.book.ProveConsistency;
import dev.coinless.functions.sync.BookHeaders;
import dev.coinless.model.book.ConsistencyProof;
import java.util.Optional;

/// What bundles tell of the Book, from its table.
record TableHeaders(BookStore store) implements BookHeaders {

    @Override
    public long count() {
        return store.headerLog().size();
    }

    @Override
    public Optional<ConsistencyProof> from(long number) {
        return new ProveConsistency(store).from(number);
    }
}
