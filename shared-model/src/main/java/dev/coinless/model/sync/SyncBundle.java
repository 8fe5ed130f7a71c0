package dev.coinless.model.sync;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// BUNDLE: everything that waits to go one way, in one signed object. It travels as a
/// [SealedBundle], by MQTT or by couriers, and may come late, twice, or after a newer one: whatever
/// it brings is idempotent.
public sealed interface SyncBundle {

    /// More than fit: 96 KiB of the smallest objects. Bounds the work on one bundle.
    int MAX_ITEMS = 1024;

    /// Longest object in a bundle, in bytes; as long as any other signed object may be.
    int MAX_ITEM = 16 * 1024;

    ModuleId module();

    Generation generation();

    List<BundleItem> items();

    /// The first items that fit a sealed bundle of at most `maxSealed` bytes, in their order.
    static List<BundleItem> fitting(List<BundleItem> items, int maxSealed) {
        var fitting = new ArrayList<BundleItem>();
        int room = maxSealed - SealedBundle.OVERHEAD;
        for (var item : items) {
            room -= BundleItem.HEADS + item.content().length();
            if (room < 0 || fitting.size() == MAX_ITEMS) {
                break;
            }
            fitting.add(item);
        }
        return fitting;
    }

    /// From a module. Its first item should be the current CHECKPOINT, then receipts, oldest first.
    ///
    /// @param held what the module has of what comes down
    record Up(ModuleId module, Generation generation, Held held, List<BundleItem> items)
            implements SyncBundle {

        private static final int FIELDS = 5;

        public Up {
            items = List.copyOf(items);
        }

        public Envelope sign(Signer moduleKey, Environment environment) {
            var claims =
                    Claims.body(
                            Item.of(Direction.UP.number()),
                            Item.of(module.value()),
                            Item.of(generation.value()),
                            held.item(),
                            BundleItem.encode(items));
            var keyId = ModuleKeyId.of(module, generation);
            return Envelope.sign(ObjectType.BUNDLE, environment, keyId, claims, moduleKey);
        }

        /// Reads the claims of a BUNDLE envelope; the signature is the caller's to check.
        ///
        /// @throws Malformed if they are not those of a bundle that goes up
        public static Up decode(Envelope envelope) throws Malformed {
            var body = envelope.claims().only(Set.of(Claims.BODY)).body(FIELDS);
            requireDirection(Direction.UP, body.get(0));
            var bundle =
                    new Up(
                            moduleOf(body.get(1)),
                            generationOf(body.get(2)),
                            Held.decode(body.get(3)),
                            BundleItem.decode(body.get(4)));
            ModuleKeyId.require(envelope, bundle.module, bundle.generation);
            return bundle;
        }

        /// Opens what a module sealed, and believes it only if that module signed it.
        ///
        /// @param key the private half of the SEAL key that the header names
        /// @param moduleKey the signing key of the module and generation that the header names
        /// @throws BundleRefused MISMATCH for one that goes down, BAD_SIGNATURE if it was altered
        ///   or made by somebody else, MALFORMED if it is not of its form
        public static Up open(
                SealedBundle sealed,
                SealPrivateKey key,
                Ed25519PublicKey moduleKey,
                Environment environment)
                throws BundleRefused {
            sealed.require(Direction.UP);
            var plain = sealed.open(key);
            try {
                var envelope = Envelope.parse(ObjectType.BUNDLE, plain);
                var bundle = decode(envelope);
                sealed.requireSame(bundle);
                requireGenuine(envelope.isSignedBy(moduleKey, environment));
                return bundle;
            } catch (Malformed e) {
                throw new BundleRefused(e);
            }
        }
    }

    /// From the platform, for one module and generation.
    record Down(ModuleId module, Generation generation, List<BundleItem> items)
            implements SyncBundle {

        private static final int FIELDS = 4;

        public Down {
            items = List.copyOf(items);
        }

        /// Signs with the key of usage SYNC that has the given serial.
        public Envelope sign(KeySerial serial, Signer syncKey, Environment environment) {
            var claims =
                    Claims.body(
                            Item.of(Direction.DOWN.number()),
                            Item.of(module.value()),
                            Item.of(generation.value()),
                            BundleItem.encode(items));
            return Envelope.sign(ObjectType.BUNDLE, environment, serial.bytes(), claims, syncKey);
        }

        /// Reads the claims of a BUNDLE envelope; the signature is the caller's to check.
        ///
        /// @throws Malformed if they are not those of a bundle that goes down
        public static Down decode(Envelope envelope) throws Malformed {
            var body = envelope.claims().only(Set.of(Claims.BODY)).body(FIELDS);
            requireDirection(Direction.DOWN, body.get(0));
            return new Down(
                    moduleOf(body.get(1)),
                    generationOf(body.get(2)),
                    BundleItem.decode(body.get(3)));
        }

        /// The contents of the KEYCERT items. A root signed each, so they may be learnt before the
        /// bundle's signature is looked at: the key that made it may be among them.
        public List<Bytes> keyCerts() {
            return items.stream()
                    .filter(item -> item.kind() == DownKind.KEYCERT.number())
                    .map(BundleItem::content)
                    .toList();
        }

        /// Finds the platform's SYNC keys.
        @FunctionalInterface
        public interface SyncKeys {
            /// The key with that serial, if it is known, or proven by one of the KEYCERTs that the
            /// bundle brings, and not denied.
            Optional<Ed25519PublicKey> find(KeySerial serial, List<Bytes> keyCerts);
        }

        /// Opens what the platform sealed to a module, and believes it only if the platform signed
        /// it. The caller has checked with [SealedBundle#requireFor] that it is meant.
        ///
        /// @throws BundleRefused MISMATCH for one that goes up, BAD_SIGNATURE if it was altered or
        ///   sealed to another key, UNKNOWN_ISSUER if its SYNC key is not known, MALFORMED if it is
        ///   not of its form
        public static Down open(
                SealedBundle sealed, SealPrivateKey key, SyncKeys keys, Environment environment)
                throws BundleRefused {
            sealed.require(Direction.DOWN);
            var plain = sealed.open(key);
            try {
                var envelope = Envelope.parse(ObjectType.BUNDLE, plain);
                var bundle = decode(envelope);
                sealed.requireSame(bundle);
                var signer =
                        keys.find(serialOf(envelope), bundle.keyCerts())
                                .orElseThrow(() ->
                                        new BundleRefused(
                                                Refusal.UNKNOWN_ISSUER,
                                                "the bundle's SYNC key is not known"));
                requireGenuine(envelope.isSignedBy(signer, environment));
                return bundle;
            } catch (Malformed e) {
                throw new BundleRefused(e);
            }
        }
    }

    private static KeySerial serialOf(Envelope envelope) throws Malformed {
        return KeySerial.decode(envelope.keyId());
    }

    private static void requireDirection(Direction direction, Item item) throws Malformed {
        if (Direction.of(item.unsigned("direction", 255)).filter(direction::equals).isEmpty()) {
            throw new Malformed("the bundle inside does not go " + direction);
        }
    }

    private static void requireGenuine(boolean genuine) throws BundleRefused {
        if (!genuine) {
            throw new BundleRefused(
                    Refusal.BAD_SIGNATURE, "the bundle's signature does not verify");
        }
    }

    private static ModuleId moduleOf(Item item) throws Malformed {
        return new ModuleId(item.bytes("module", ModuleId.LENGTH));
    }

    private static Generation generationOf(Item item) throws Malformed {
        return new Generation((int) item.unsigned("generation", Generation.MAX));
    }
}
