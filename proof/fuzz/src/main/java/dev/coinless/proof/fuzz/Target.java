package dev.coinless.proof.fuzz;

import dev.coinless.model.bytes.Bytes;
import java.util.List;

/// Something that reads a stranger's bytes.
interface Target {

    /// Reads them.
    ///
    /// @throws AssertionError if what was read breaks a rule of the protocol; any other exception
    ///   is a finding, too
    void take(Bytes input);

    /// How many inputs the long proof tries: ten million.
    default long goal() {
        return 10_000_000;
    }

    /// Whether what is looked at lies behind signatures that every input needs anew, so that the
    /// long proof lets hashes stand in for them.
    default boolean isBehindSignatures() {
        return false;
    }

    /// Inputs to start from.
    default List<Bytes> seeds(Vectors vectors) {
        return vectors.seeds();
    }
}
