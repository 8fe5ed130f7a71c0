package dev.coinless.functions.book;

import dev.coinless.model.bytes.Bytes;
import java.util.Locale;
import java.util.Optional;

/// Objects for ever, each under its own hash: keeping the same again changes nothing, and no object
/// is ever replaced.
///
/// Methods may throw [dev.coinless.functions.retry.TableBusy]; trying again is safe.
public interface Archive {

    /// What an object is.
    enum Kind {
        /// A [dev.coinless.model.book.Block] under its head's hash.
        BLOCK,
        /// [LaneHeads] under the root of their tree.
        LANES;

        /// The folder of such objects.
        public String folder() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void keep(Kind kind, Bytes hash, Bytes content);

    Optional<Bytes> find(Kind kind, Bytes hash);
}
