package dev.coinless.edge.agent;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.gate.KeyRing;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.Optional;

/// Follows the platform's key rotation: what phones bring is checked against the pinned roots and
/// kept in the journal.
final class KeyCerts {

    private final ModuleIdentity identity;
    private final Journal journal;
    private KeyRing ring = KeyRing.empty();

    KeyCerts(ModuleIdentity identity, Journal journal) throws JournalUnavailable {
        this.identity = identity;
        this.journal = journal;
        var known = new ArrayList<>(identity.keyCerts());
        known.addAll(journal.keyCerts());
        for (var encoded : known) {
            restore(encoded);
        }
    }

    KeyRing ring() {
        return ring;
    }

    /// Takes a certificate in.
    ///
    /// @return why not; empty if it is taken or known already
    Optional<Refusal> take(Bytes encoded) throws Malformed, JournalUnavailable {
        var cert = KeyCert.verify(encoded, identity.roots(), identity.environment());
        if (cert.isEmpty()) {
            return Optional.of(Refusal.BAD_SIGNATURE);
        }
        if (ring.has(cert.get())) {
            return Optional.empty();
        }
        if (!ring.wants(cert.get())) {
            return Optional.of(Refusal.SUPERSEDED);
        }
        journal.append(new JournalRecord.Certified(encoded));
        ring = ring.with(cert.get());
        return Optional.empty();
    }

    private void restore(Bytes encoded) {
        try {
            var cert =
                    KeyCert.verify(encoded, identity.roots(), identity.environment())
                            .orElseThrow(
                                    () -> new Malformed("its signature is none of the roots'"));
            ring = ring.with(cert);
        } catch (Malformed e) {
            throw new IllegalStateException(
                    "a key certificate in the module's state is damaged (%s); enrol the module again"
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
