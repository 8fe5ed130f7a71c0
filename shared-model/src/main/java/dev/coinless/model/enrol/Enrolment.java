package dev.coinless.model.enrol;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.money.Currencies;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.seal.SealPublicKey;
import dev.coinless.model.seal.Sealed;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/// The file the cloud answers with: the module's new generation, the roots to trust, the current
/// key certificates, and Km sealed to the module. The operator who carries it vouches for it; it is
/// the trust anchor, so it comes with no signature.
///
/// @param sealedSecret Km (32 bytes), HPKE context "coinless/1/enrol" | SHA-256 of the open part
public record Enrolment(Open open, Sealed sealedSecret) {

    private static final String PREFIX = "coinless-enrolment-1.";
    private static final Bytes LABEL = Bytes.utf8("coinless/1/enrol");
    private static final int MAX_ROOTS = 2;
    private static final int MAX_KEY_CERTS = 8;
    private static final int MAX_KEY_CERT = 256;
    private static final int OPEN_FIELDS = 6;
    private static final int OPEN_FIELDS_WITH_NETWORK = 7;

    /// Km and the tag of its seal.
    private static final int SEALED_SECRET = ModuleSecret.LENGTH + 16;

    /// The part anyone may read.
    ///
    /// @param roots the pinned root keys, the second held offline; 1 or 2
    /// @param keyCerts signed KEYCERTs, at most 8
    /// @param network for a module that asked for it, absent from the bytes for others
    public record Open(
            ModuleId module,
            Generation generation,
            Environment environment,
            Currency currency,
            List<Ed25519PublicKey> roots,
            List<Bytes> keyCerts,
            Optional<NetworkAccess> network) {
        public Open {
            roots = List.copyOf(roots);
            keyCerts = List.copyOf(keyCerts);
        }

        /// For a module without network.
        public Open(
                ModuleId module,
                Generation generation,
                Environment environment,
                Currency currency,
                List<Ed25519PublicKey> roots,
                List<Bytes> keyCerts) {
            this(module, generation, environment, currency, roots, keyCerts, Optional.empty());
        }

        Item item() {
            var fields = new ArrayList<Item>();
            fields.add(Item.of(module.value()));
            fields.add(Item.of(generation.value()));
            fields.add(Item.of(environment.name()));
            fields.add(Item.of(currency.getNumericCode()));
            fields.add(
                    new Item.Array(roots.stream().map(root -> Item.of(root.encoded())).toList()));
            fields.add(new Item.Array(keyCerts.stream().map(Item::of).toList()));
            network.ifPresent(it -> fields.add(it.item()));
            return new Item.Array(fields);
        }

        Bytes context() {
            return Bytes.concat(LABEL, Cbor.encode(item()).sha256());
        }
    }

    /// Makes the answer for a module whose request was accepted.
    public static Enrolment seal(Open open, ModuleSecret secret, SealPublicKey module) {
        return new Enrolment(open, module.seal(open.context(), secret.key()));
    }

    /// Km, if this was sealed to the module's key and not altered.
    public ModuleSecret secret(SealPrivateKey moduleKey) throws Malformed {
        var key =
                moduleKey
                        .open(open.context(), sealedSecret)
                        .orElseThrow(() ->
                                new Malformed(
                                        "this enrolment was made for other keys than this"
                                                + " module's, or was altered; make a new"
                                                + " enrolment request"));
        if (key.length() != ModuleSecret.LENGTH) {
            throw new Malformed("the module secret has %d bytes".formatted(ModuleSecret.LENGTH));
        }
        return new ModuleSecret(open.module, open.generation, key);
    }

    /// The file's content, one line of text.
    public String toText() {
        return PREFIX + Cbor.encode(Item.array(open.item(), sealedSecret.item())).base64Url();
    }

    public static Enrolment parse(String text) throws Malformed {
        var parts = Cbor.decode(TextForm.decode("enrolment", PREFIX, text)).items("enrolment", 2);
        return new Enrolment(open(parts.get(0)), Sealed.decode(parts.get(1), SEALED_SECRET));
    }

    private static Open open(Item item) throws Malformed {
        var body = item.itemsUpTo("enrolment", OPEN_FIELDS_WITH_NETWORK);
        if (body.size() < OPEN_FIELDS) {
            throw new Malformed("an enrolment has at least %d fields".formatted(OPEN_FIELDS));
        }
        var roots = new ArrayList<Ed25519PublicKey>();
        for (var root : body.get(4).itemsUpTo("roots", MAX_ROOTS)) {
            roots.add(new Ed25519PublicKey(root.bytes("root", Ed25519PublicKey.LENGTH)));
        }
        if (roots.isEmpty()) {
            throw new Malformed("an enrolment without a root to trust");
        }
        var keyCerts = new ArrayList<Bytes>();
        for (var cert : body.get(5).itemsUpTo("key certificates", MAX_KEY_CERTS)) {
            keyCerts.add(cert.bytesUpTo("key certificate", MAX_KEY_CERT));
        }
        return new Open(
                new ModuleId(body.get(0).bytes("module", ModuleId.LENGTH)),
                new Generation((int) body.get(1).unsigned("generation", Generation.MAX)),
                environment(body.get(2).text("environment", 32)),
                Currencies.decode(body.get(3)),
                roots,
                keyCerts,
                body.size() == OPEN_FIELDS
                        ? Optional.empty()
                        : Optional.of(NetworkAccess.decode(body.get(OPEN_FIELDS))));
    }

    private static Environment environment(String name) throws Malformed {
        try {
            return new Environment(name);
        } catch (IllegalArgumentException e) {
            throw new Malformed("the environment's name is not valid", e);
        }
    }
}
