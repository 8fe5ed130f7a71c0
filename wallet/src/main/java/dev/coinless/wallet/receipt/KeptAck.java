package dev.coinless.wallet.receipt;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.receipt.Ack;

/// An acknowledgement on its way to a module; delivered at the next contact with it.
///
/// @param encoded the signed object; the phone cannot verify it and need not
public record KeptAck(Ack ack, Bytes encoded) {
    /// Whether this one makes `other` needless.
    public boolean covers(KeptAck other) {
        return ack.module().equals(other.ack.module())
                && (ack.generation().compareTo(other.ack.generation()) > 0
                        || (ack.generation().equals(other.ack.generation())
                                && ack.sequence().compareTo(other.ack.sequence()) >= 0));
    }
}
