package dev.coinless.model.sync;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.seal.SealPublicKey;
import dev.coinless.model.seal.Sealed;
import dev.coinless.model.sign.Envelope;

/// A bundle as it travels: who it is from or for, in clear, and the signed bundle sealed to its
/// reader. Couriers and brokers need no more of it, and learn no more.
///
/// @param key the KEYCERT serial of the SEAL key it is sealed to; 0 on the way down, where it is
///   sealed to the module's own key
public record SealedBundle(
        Direction direction, ModuleId module, Generation generation, KeySerial key, Sealed sealed) {

    /// The only version of the form; a reader answers UNSUPPORTED_VERSION to any other.
    public static final int VERSION = 1;

    /// Longest sealed bundle in bytes, by MQTT: base64 makes 128 KiB of it, which is what a message
    /// of AWS IoT Core may have, and half of what a queue's may.
    public static final int MAX_LENGTH = 96 * 1024;

    /// Longest that travels by radio, in bytes: the time one waits beside a machine.
    public static final int MAX_RADIO_LENGTH = 16 * 1024;

    /// What header, seal, signature and all that is not an item take at most, in bytes.
    public static final int OVERHEAD = 256;

    private static final int HEADER = 2 + ModuleId.LENGTH + 1 + 4;
    private static final int MODULE_AT = 2;
    private static final int GENERATION_AT = MODULE_AT + ModuleId.LENGTH;
    private static final int KEY_AT = GENERATION_AT + 1;

    /// The tag of AES-256-GCM.
    private static final int TAG = 16;

    private static final int MIN_LENGTH = HEADER + Sealed.ENCAPSULATED_LENGTH + TAG;

    private static final Bytes CONTEXT = Bytes.utf8("coinless/1/bundle");

    /// Seals what a module signed to the platform.
    ///
    /// @param key the serial of the KEYCERT of usage SEAL whose key `to` is
    /// @throws IllegalArgumentException if it would be longer than [#MAX_LENGTH]
    public static SealedBundle up(
            ModuleId module,
            Generation generation,
            Envelope signed,
            KeySerial key,
            SealPublicKey to) {
        return seal(Direction.UP, module, generation, key, to, signed);
    }

    /// Seals what the platform signed to a module.
    ///
    /// @throws IllegalArgumentException if it would be longer than [#MAX_LENGTH], or the module's
    ///   key cannot be sealed to
    public static SealedBundle down(
            ModuleId module, Generation generation, Envelope signed, SealPublicKey to) {
        return seal(Direction.DOWN, module, generation, new KeySerial(0), to, signed);
    }

    private static SealedBundle seal(
            Direction direction,
            ModuleId module,
            Generation generation,
            KeySerial key,
            SealPublicKey to,
            Envelope signed) {
        var header = header(direction, module, generation, key);
        var sealed = to.seal(context(direction, module, generation), header, signed.encoded());
        var bundle = new SealedBundle(direction, module, generation, key, sealed);
        if (bundle.encoded().length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a sealed bundle has at most %d bytes, not %d"
                            .formatted(MAX_LENGTH, bundle.encoded().length()));
        }
        return bundle;
    }

    /// Reads the header and takes the rest as it is; nothing is opened.
    ///
    /// @throws BundleRefused UNSUPPORTED_VERSION or MALFORMED
    public static SealedBundle parse(Bytes encoded) throws BundleRefused {
        if (encoded.length() > 0 && encoded.unsignedAt(0) != VERSION) {
            throw new BundleRefused(
                    Refusal.UNSUPPORTED_VERSION,
                    "a sealed bundle of version %d, this reads version %d"
                            .formatted(encoded.unsignedAt(0), VERSION));
        }
        if (encoded.length() < MIN_LENGTH || encoded.length() > MAX_LENGTH) {
            throw new BundleRefused(
                    Refusal.MALFORMED,
                    "a sealed bundle has %d to %d bytes, not %d"
                            .formatted(MIN_LENGTH, MAX_LENGTH, encoded.length()));
        }
        var direction =
                Direction.of(encoded.unsignedAt(1))
                        .orElseThrow(() ->
                                new BundleRefused(
                                        Refusal.MALFORMED, "a direction that is not known"));
        int ciphertextAt = HEADER + Sealed.ENCAPSULATED_LENGTH;
        return new SealedBundle(
                direction,
                new ModuleId(encoded.slice(MODULE_AT, GENERATION_AT)),
                new Generation(encoded.unsignedAt(GENERATION_AT)),
                new KeySerial(encoded.unsignedAt(KEY_AT, 4)),
                new Sealed(
                        encoded.slice(HEADER, ciphertextAt),
                        encoded.slice(ciphertextAt, encoded.length())));
    }

    public Bytes encoded() {
        return Bytes.concat(
                header(direction, module, generation, key),
                sealed.encapsulated(),
                sealed.ciphertext());
    }

    /// Refuses a bundle that is not for this reader; for couriers' and modules' cheap first look.
    ///
    /// @throws BundleRefused MISMATCH for the other direction, WRONG_MODULE, or SUPERSEDED for
    ///   another generation of the module
    public void requireFor(Direction expected, ModuleId reader, Generation current)
            throws BundleRefused {
        require(expected);
        if (!module.equals(reader)) {
            throw new BundleRefused(Refusal.WRONG_MODULE, "a bundle of module " + module);
        }
        if (!generation.equals(current)) {
            throw new BundleRefused(
                    Refusal.SUPERSEDED,
                    "a bundle of generation %s, not %s".formatted(generation, current));
        }
    }

    /// Refuses a bundle that goes the other way.
    ///
    /// @throws BundleRefused MISMATCH
    public void require(Direction expected) throws BundleRefused {
        if (direction != expected) {
            throw new BundleRefused(
                    Refusal.MISMATCH,
                    "a bundle that goes %s, not %s".formatted(direction, expected));
        }
    }

    /// Refuses a bundle that says inside something else than outside.
    void requireSame(SyncBundle inside) throws BundleRefused {
        if (!inside.module().equals(module) || !inside.generation().equals(generation)) {
            throw new BundleRefused(
                    Refusal.MISMATCH, "the bundle inside is of another module or generation");
        }
    }

    /// The signed bundle inside.
    Bytes open(SealPrivateKey with) throws BundleRefused {
        return with.open(
                        context(direction, module, generation),
                        header(direction, module, generation, key),
                        sealed)
                .orElseThrow(() ->
                        new BundleRefused(
                                Refusal.BAD_SIGNATURE,
                                "the bundle was altered, or sealed to another key"));
    }

    private static Bytes header(
            Direction direction, ModuleId module, Generation generation, KeySerial key) {
        return Bytes.concat(
                Bytes.of((byte) VERSION, (byte) direction.number()),
                module.value(),
                generation.bytes(),
                key.bytes());
    }

    /// HPKE's info.
    private static Bytes context(Direction direction, ModuleId module, Generation generation) {
        return Bytes.concat(
                CONTEXT, Bytes.of((byte) direction.number()), module.value(), generation.bytes());
    }
}
