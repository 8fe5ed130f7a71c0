package dev.coinless.functions.keys;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.FleetSecret;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.KeyGenerator;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// Makes the platform's keys: those that are due, and any usage that is asked for.
///
/// The only use of the root. Running twice at once is harmless: the serial is put if absent, the
/// loser's key is dropped.
public final class RotateKeys {

    private final KeyStore store;
    private final KeyWrap wrap;
    private final RootKeys roots;
    private final KeyGenerator generator;
    private final Environment environment;

    public RotateKeys(
            KeyStore store,
            KeyWrap wrap,
            RootKeys roots,
            KeyGenerator generator,
            Environment environment) {
        this.store = store;
        this.wrap = wrap;
        this.roots = roots;
        this.generator = generator;
        this.environment = environment;
    }

    /// Rotates what is due.
    ///
    /// @param early usages to rotate although they are not due
    /// @return the newest serial of each usage
    public Map<KeyUsage, KeySerial> rotate(Set<KeyUsage> early, Instant now) {
        makeFleetSecret();
        var serials = new EnumMap<KeyUsage, KeySerial>(KeyUsage.class);
        for (var usage : KeyUsage.values()) {
            serials.put(usage, rotate(usage, early.contains(usage), now));
        }
        return serials;
    }

    private KeySerial rotate(KeyUsage usage, boolean early, Instant now) {
        var newest = store.newest(usage);
        boolean denied =
                newest.filter(key -> store.denylist().revokes(usage, key.serial())).isPresent();
        if (!early && !denied && !RotationPlan.isDue(usage, newest, now)) {
            return newest.orElseThrow().serial();
        }
        var serial = RotationPlan.next(newest);
        store.add(make(usage, serial, now));
        return serial;
    }

    private PlatformKey make(KeyUsage usage, KeySerial serial, Instant now) {
        Bytes secret;
        Bytes open;
        if (usage == KeyUsage.SEAL) {
            var key = generator.x25519();
            secret = key.scalar();
            open = key.publicKey().encoded();
        } else {
            var key = generator.ed25519();
            secret = key.seed();
            open = key.publicKey().encoded();
        }
        var certificate =
                new KeyCert(serial, usage, open, RotationPlan.minimum(serial), 0)
                        .signedBy(roots.roots().getFirst(), roots.signer(), environment);
        var wrapped = wrap.wrap(PlatformKey.context(usage, serial), secret);
        return new PlatformKey(usage, serial, certificate.encoded(), wrapped, now);
    }

    private void makeFleetSecret() {
        if (store.fleetSecret(KeyRing.FLEET_SECRET).isEmpty()) {
            var secret = generator.bytes(FleetSecret.LENGTH);
            var wrapped = wrap.wrap(WrappedFleetSecret.context(KeyRing.FLEET_SECRET), secret);
            store.add(new WrappedFleetSecret(KeyRing.FLEET_SECRET, wrapped));
        }
    }
}
