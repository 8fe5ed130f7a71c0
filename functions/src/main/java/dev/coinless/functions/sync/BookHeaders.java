package dev.coinless.functions.sync;

import dev.coinless.model.book.ConsistencyProof;
import java.util.Optional;

/// The headers of the Book, as far as modules are told of them.
public interface BookHeaders {

    /// Of a function that is given no Book.
    BookHeaders NONE =
            new BookHeaders() {
                @Override
                public long count() {
                    return 0;
                }

                @Override
                public Optional<ConsistencyProof> from(long number) {
                    return Optional.empty();
                }
            };

    /// How many headers there are; cheap to ask.
    long count();

    /// The newest header, proven to stand on another.
    ///
    /// @param number of the header that the module holds, 0 for none
    /// @return empty if there is none with that number, or none after it
    Optional<ConsistencyProof> from(long number);
}
