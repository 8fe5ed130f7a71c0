package dev.coinless.edge.gate;

import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The platform keys that the module accepts: per usage the four highest serials, none below the
/// highest minimum ever certified, none of an earlier revocation epoch than the highest. Never goes
/// back.
public record KeyRing(Map<KeyUsage, Keys> byUsage) {

    /// Serials kept per usage: with a new key each week, a module that nobody visited for three
    /// weeks still accepts what phones bring.
    public static final int KEPT = 4;

    /// The keys of one usage.
    ///
    /// @param minimum the highest ever certified
    /// @param epoch the highest ever certified: what was certified in an earlier one was revoked
    public record Keys(NavigableMap<KeySerial, KeyCert> bySerial, KeySerial minimum, long epoch) {
        public Keys {
            bySerial = java.util.Collections.unmodifiableNavigableMap(new TreeMap<>(bySerial));
        }

        static Keys none() {
            return new Keys(new TreeMap<>(), new KeySerial(0), 0);
        }

        Keys with(KeyCert cert) {
            var atLeast =
                    cert.minimumSerial().compareTo(minimum) > 0 ? cert.minimumSerial() : minimum;
            long newest = Math.max(epoch, cert.revocationEpoch());
            var kept = new TreeMap<>(bySerial);
            kept.put(cert.serial(), cert);
            kept.headMap(atLeast, false).clear();
            kept.values().removeIf(each -> each.revocationEpoch() < newest);
            while (kept.size() > KEPT) {
                kept.pollFirstEntry();
            }
            return new Keys(kept, atLeast, newest);
        }
    }

    public KeyRing {
        byUsage = Map.copyOf(byUsage);
    }

    public static KeyRing empty() {
        return new KeyRing(Map.of());
    }

    /// This ring with a certificate that a root has signed; unchanged if it is too old, or known.
    public KeyRing with(KeyCert cert) {
        if (!wants(cert)) {
            return this;
        }
        var more = new EnumMap<KeyUsage, Keys>(KeyUsage.class);
        more.putAll(byUsage);
        more.put(cert.usage(), keys(cert.usage()).with(cert));
        return new KeyRing(more);
    }

    /// Whether this ring would change by the certificate.
    public boolean wants(KeyCert cert) {
        var keys = keys(cert.usage());
        boolean full = keys.bySerial.size() == KEPT;
        return cert.serial().compareTo(keys.minimum) >= 0
                && cert.revocationEpoch() >= keys.epoch
                && !keys.bySerial.containsKey(cert.serial())
                && (!full || cert.serial().compareTo(keys.bySerial.firstKey()) > 0);
    }

    public boolean has(KeyCert cert) {
        return keys(cert.usage()).bySerial.containsKey(cert.serial());
    }

    public Optional<KeyCert> find(KeyUsage usage, KeySerial serial) {
        return Optional.ofNullable(keys(usage).bySerial.get(serial));
    }

    /// The keys of a usage, the highest serial first.
    public List<KeyCert> newestFirst(KeyUsage usage) {
        return List.copyOf(keys(usage).bySerial.descendingMap().values());
    }

    /// The highest serial per usage, for `Info`.
    public Map<KeyUsage, KeySerial> newest() {
        var newest = new EnumMap<KeyUsage, KeySerial>(KeyUsage.class);
        byUsage.forEach((usage, keys) ->
                keys.bySerial.keySet().stream()
                        .max(KeySerial::compareTo)
                        .ifPresent(serial -> newest.put(usage, serial)));
        return newest;
    }

    private Keys keys(KeyUsage usage) {
        return byUsage.getOrDefault(usage, Keys.none());
    }
}
