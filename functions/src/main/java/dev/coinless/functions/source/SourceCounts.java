package dev.coinless.functions.source;

import java.util.Optional;

/// Port to where sources are counted.
public interface SourceCounts {

    /// The hour's key, or the given one if there was none yet; what there was of the hours before
    /// is forgotten. Empty if the hour's key was forgotten already.
    Optional<HourKey> keyOf(HourKey fresh);

    /// Counts one more.
    ///
    /// @return how many there are now; a count that met too many others at once may be lost
    long countOneMore(Bucket bucket);
}
