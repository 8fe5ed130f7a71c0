package dev.coinless.functions.keys;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.FleetSecret;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The platform's keys in use, decrypted on first need and kept for a minute.
///
/// Nothing is loaded before the first request, so no key is in a snapshot of the initialised
/// function (SnapStart). Safe for use by any thread.
public final class KeyRing {

    /// The fleet secret's version that new enrolments derive from.
    public static final int FLEET_SECRET = 1;

    /// Certificates of each usage that an enrolment carries.
    private static final int KNOWN_FROM_THE_START = 2;

    /// How long a rotation may stay unnoticed.
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final KeyStore store;
    private final KeyWrap wrap;
    private final Map<KeyUsage, Loaded> signing = new EnumMap<>(KeyUsage.class);
    private final Map<Integer, FleetSecret> fleet = new HashMap<>();
    private final Map<KeySerial, SealPrivateKey> sealing = new HashMap<>();

    public KeyRing(KeyStore store, KeyWrap wrap) {
        this.store = store;
        this.wrap = wrap;
    }

    /// A key that signs, and the certificate to send with it.
    public record SigningKey(KeySerial serial, Ed25519PrivateKey key, Bytes certificate) {}

    private record Loaded(SigningKey key, Instant at) {}

    /// The newest key of a usage.
    ///
    /// @throws IllegalStateException if keys were never made
    public synchronized SigningKey newest(KeyUsage usage, Instant now) {
        var loaded = signing.get(usage);
        if (loaded == null || Duration.between(loaded.at(), now).abs().compareTo(FRESH) > 0) {
            loaded = new Loaded(load(usage), now);
            signing.put(usage, loaded);
        }
        return loaded.key();
    }

    /// The key that modules seal to, by its serial; empty if there never was one.
    public synchronized Optional<SealPrivateKey> sealKey(KeySerial serial) {
        var known = sealing.get(serial);
        if (known != null) {
            return Optional.of(known);
        }
        var loaded = store.find(KeyUsage.SEAL, serial).map(this::unwrapSeal);
        loaded.ifPresent(key -> sealing.put(serial, key));
        return loaded;
    }

    private SealPrivateKey unwrapSeal(PlatformKey stored) {
        var context = PlatformKey.context(KeyUsage.SEAL, stored.serial());
        return new SealPrivateKey(wrap.unwrap(context, stored.wrapped()));
    }

    public synchronized FleetSecret fleetSecret(int version) {
        return fleet.computeIfAbsent(version, this::loadFleet);
    }

    /// The certificate that goes with a grant signed earlier; empty bytes if it is gone.
    public Bytes certificate(KeyUsage usage, KeySerial serial) {
        return store.find(usage, serial).map(PlatformKey::certificate).orElse(Bytes.EMPTY);
    }

    /// The two newest certificates of each usage that has them: for [#FRESH] after a rotation some
    /// functions still sign with the key before, and a phone brings no certificate to a module that
    /// knows a newer one.
    public List<Bytes> certificates() {
        return Arrays.stream(KeyUsage.values())
                .flatMap(usage -> store.newest(usage, KNOWN_FROM_THE_START).stream())
                .map(PlatformKey::certificate)
                .toList();
    }

    /// The certificates of a usage that a module with this newest serial lacks, as many as it
    /// keeps, the oldest first.
    public List<PlatformKey> since(KeyUsage usage, KeySerial held) {
        return store.newest(usage, RotationPlan.SERIALS_KEPT).stream()
                .filter(key -> key.serial().compareTo(held) > 0)
                .sorted(Comparator.comparing(PlatformKey::serial))
                .toList();
    }

    /// Forgets the newest key of a usage, so that the next use finds one that was made since.
    public synchronized void forget(KeyUsage usage) {
        signing.remove(usage);
    }

    private SigningKey load(KeyUsage usage) {
        var stored =
                store.newest(usage)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "there is no key of usage %s; run RotateKeys"
                                                .formatted(usage)));
        var seed = wrap.unwrap(PlatformKey.context(usage, stored.serial()), stored.wrapped());
        return new SigningKey(stored.serial(), new Ed25519PrivateKey(seed), stored.certificate());
    }

    private FleetSecret loadFleet(int version) {
        var stored =
                store.fleetSecret(version)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "there is no fleet secret %d; run RotateKeys"
                                                .formatted(version)));
        var key = wrap.unwrap(WrappedFleetSecret.context(version), stored.wrapped());
        return new FleetSecret(version, key);
    }
}
