package dev.coinless.model.export;

import dev.coinless.model.bytes.Bytes;
import java.util.Optional;

/// What an entry that refers to a receipt rests on.
///
/// @param receipt the RECEIPT as the module signed it
/// @param grant the GRANT as it was issued, for an entry by which an operator gains
public record EntryProof(Bytes receipt, Optional<Bytes> grant) {}
