package dev.coinless.proof.fuzz;

import dev.coinless.model.bytes.Bytes;

/// Something that reads a stranger's bytes.
@FunctionalInterface
interface Target {

    /// Reads them.
    ///
    /// @throws AssertionError if what was read breaks a rule of the protocol; any other exception
    ///   is a finding, too
    void take(Bytes input);
}
