package dev.coinless.edge.gate;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the module believes of the platform, kept in the journal: keys that a pinned root
/// certified, as they rotate, and what the newest denylist says of them. Whoever brings it does not
/// matter.
public final class Trust {

    /// Certificates in the journal from which on those are forgotten that the ring left behind.
    private static final int TIDY_FROM = 16;

    private final ModuleIdentity identity;
    private final Journal journal;
    private final Map<Bytes, KeyCert> certified = new LinkedHashMap<>();
    private KeyRing ring = KeyRing.empty();
    private Denylist denylist = Denylist.none();

    public Trust(ModuleIdentity identity, Journal journal) throws JournalUnavailable {
        this.identity = identity;
        this.journal = journal;
        var known = new ArrayList<>(identity.keyCerts());
        known.addAll(journal.keyCerts());
        known.forEach(this::restore);
        journal.denylist().ifPresent(this::restoreDenylist);
    }

    public KeyRing ring() {
        return ring;
    }

    public Denylist denylist() {
        return denylist;
    }

    /// The key of a serial, if it is certified and not denied.
    public Optional<KeyCert> find(KeyUsage usage, KeySerial serial) {
        return ring.find(usage, serial).filter(cert -> !isDenied(cert));
    }

    /// The newest key of a usage that is not denied.
    public Optional<KeyCert> newest(KeyUsage usage) {
        return ring.newestFirst(usage).stream().filter(cert -> !isDenied(cert)).findFirst();
    }

    /// Takes a certificate in.
    ///
    /// @return why not; empty if it is taken or known already
    public Optional<Refusal> certify(Bytes encoded) throws Malformed, JournalUnavailable {
        var cert = verified(encoded);
        if (cert.isEmpty()) {
            return Optional.of(Refusal.BAD_SIGNATURE);
        }
        if (isDenied(cert.get())) {
            return Optional.of(Refusal.REVOKED);
        }
        if (ring.has(cert.get())) {
            return Optional.empty();
        }
        if (!ring.wants(cert.get())) {
            return Optional.of(Refusal.SUPERSEDED);
        }
        journal.append(new JournalRecord.Certified(encoded));
        certified.put(encoded, cert.get());
        ring = ring.with(cert.get());
        return Optional.empty();
    }

    /// Takes a denylist in, if it is newer.
    ///
    /// @return why not; empty if it is taken, or the one we have
    public Optional<Refusal> deny(Bytes encoded) throws Malformed, JournalUnavailable {
        var envelope = Envelope.parse(ObjectType.DENYLIST, encoded);
        var brought = Denylist.decode(envelope);
        if (!brought.version().isNewerThan(denylist.version())) {
            return brought.version().equals(denylist.version())
                    ? Optional.empty()
                    : Optional.of(Refusal.SUPERSEDED);
        }
        var refusal = syncRefusal(envelope);
        if (refusal.isEmpty()) {
            journal.append(new JournalRecord.Denied(encoded));
            denylist = brought;
        }
        return refusal;
    }

    /// Why something that a SYNC key should have signed is not believed.
    public Optional<Refusal> syncRefusal(Envelope envelope) throws Malformed {
        var serial = KeySerial.decode(envelope.keyId());
        if (denylist.revokes(KeyUsage.SYNC, serial)) {
            return Optional.of(Refusal.REVOKED);
        }
        var cert = find(KeyUsage.SYNC, serial);
        if (cert.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_ISSUER);
        }
        return envelope.isSignedBy(cert.get().verifier(), identity.environment())
                ? Optional.empty()
                : Optional.of(Refusal.BAD_SIGNATURE);
    }

    /// The SYNC key of a serial that is known, or that one of these certificates proves.
    ///
    /// @param brought tried in their order, so the caller bounds the work
    public Optional<Ed25519PublicKey> syncKey(KeySerial serial, List<Bytes> brought) {
        return find(KeyUsage.SYNC, serial)
                .or(() ->
                        brought.stream()
                                .flatMap(each -> proven(each).stream())
                                .filter(cert -> cert.usage() == KeyUsage.SYNC)
                                .filter(cert -> cert.serial().equals(serial) && !isDenied(cert))
                                .filter(ring::wants)
                                .findFirst())
                .map(KeyCert::verifier);
    }

    /// Forgets certificates that the ring has left behind and that hold nothing down any more.
    public void tidy() throws JournalUnavailable {
        if (journal.keyCerts().size() < TIDY_FROM) {
            return;
        }
        var needed = new LinkedHashMap<>(certified);
        for (var each : certified.keySet()) {
            var without = new LinkedHashMap<>(needed);
            without.remove(each);
            if (ringOf(without).equals(ring)) {
                needed = without;
            }
        }
        journal.keepKeyCerts(List.copyOf(needed.keySet()));
        certified.keySet().retainAll(needed.keySet());
    }

    private static KeyRing ringOf(Map<Bytes, KeyCert> certs) {
        var ring = KeyRing.empty();
        for (var cert : certs.values()) {
            ring = ring.with(cert);
        }
        return ring;
    }

    private boolean isDenied(KeyCert cert) {
        return denylist.revokes(cert.usage(), cert.serial());
    }

    private Optional<KeyCert> proven(Bytes encoded) {
        try {
            return verified(encoded);
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private Optional<KeyCert> verified(Bytes encoded) throws Malformed {
        return KeyCert.verify(encoded, identity.roots(), identity.environment());
    }

    private void restore(Bytes encoded) {
        try {
            var cert =
                    verified(encoded)
                            .orElseThrow(
                                    () -> new Malformed("its signature is none of the roots'"));
            certified.put(encoded, cert);
            ring = ring.with(cert);
        } catch (Malformed e) {
            throw damaged("key certificate", e);
        }
    }

    /// It was believed when it was written, by a key that may be out of use now.
    private void restoreDenylist(Bytes encoded) {
        try {
            denylist = Denylist.decode(Envelope.parse(ObjectType.DENYLIST, encoded));
        } catch (Malformed e) {
            throw damaged("denylist", e);
        }
    }

    private static IllegalStateException damaged(String what, Malformed e) {
        return new IllegalStateException(
                "a %s in the module's state is damaged (%s); enrol the module again"
                        .formatted(what, e.getMessage()),
                e);
    }
}
