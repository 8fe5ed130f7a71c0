package dev.coinless.functions.testing;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.seal.SealPublicKey;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.BundleRefused;
import dev.coinless.model.sync.Direction;
import dev.coinless.model.sync.Held;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.sync.UpKind;
import dev.coinless.model.sync.Version;
import dev.coinless.model.wire.Malformed;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A payment module of the fixture as the cloud sees it: it makes codes and signs.
public final class PaymentUnit {

    public static final Environment ENVIRONMENT = new Environment("test");

    private final ModuleId id;
    private final KeyGenerator generator;
    private final Ed25519PrivateKey signing;
    private final SealPrivateKey sealing;
    private ModuleSecret secret;
    private @Nullable Enrolment enrolment;
    private Sequence sequence = new Sequence(0);
    private Bytes previous = Receipt.NO_PREVIOUS;
    private Counter floor = new Counter(0);
    private Optional<Bytes> certificateRequest = Optional.empty();

    public PaymentUnit(String hex, RandomGenerator random) {
        this.id = ModuleId.fromHex(hex);
        this.generator = new KeyGenerator(random);
        this.signing = generator.ed25519();
        this.sealing = generator.x25519();
        this.secret = new ModuleSecret(id, new Generation(0), Bytes.of(new byte[32]));
    }

    public ModuleId id() {
        return id;
    }

    public Generation generation() {
        return secret.generation();
    }

    public Ed25519PrivateKey signing() {
        return signing;
    }

    public String enrolmentRequest() {
        return new EnrolmentRequest(
                        id, signing.publicKey(), sealing.publicKey(), certificateRequest)
                .toText(signing, ENVIRONMENT);
    }

    /// The same unit, asking for a certificate of its own network.
    public PaymentUnit withNetwork() {
        certificateRequest = Optional.of(Bytes.fromHex("308200000000"));
        return this;
    }

    /// Takes in what the cloud answered.
    public Enrolment enrolled(String enrolment) {
        try {
            var parsed = Enrolment.parse(enrolment);
            secret = parsed.secret(sealing);
            this.enrolment = parsed;
            return parsed;
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    public AuthorizationCode code(long counter) {
        return secret.code(new Counter(counter));
    }

    public void raiseFloor(long counter) {
        floor = new Counter(counter);
    }

    public Envelope checkpoint() {
        return new Checkpoint(id, generation(), floor, sequence).sign(signing, ENVIRONMENT);
    }

    public Envelope selection(long counter, int item, Money price) {
        return new AuthorizationRequest(
                        id, generation(), code(counter), item, price, floor, sequence)
                .sign(signing, ENVIRONMENT);
    }

    /// What the holder shows to this module.
    public Evidence proof(GrantToken token, Es256PrivateKey holder, Intent intent) {
        var nonce = generator.bytes(16);
        var presentation = Presentation.of(token, holder, nonce, intent, ENVIRONMENT);
        return new Evidence.Holder(presentation.proofFor(nonce));
    }

    /// The next receipt of the chain.
    public Envelope receipt(GrantId grant, Evidence evidence, Outcome outcome, Money amount) {
        var items =
                outcome == Outcome.VENDED
                        ? List.of(new VendedItem(12, amount.minorUnits(), true))
                        : List.<VendedItem>of();
        sequence = sequence.next();
        var receipt =
                new Receipt(
                        id,
                        generation(),
                        sequence,
                        floor,
                        previous,
                        grant,
                        evidence,
                        outcome,
                        amount,
                        items);
        var signed = receipt.sign(signing, ENVIRONMENT);
        previous = signed.encoded().sha256();
        return signed;
    }

    /// A receipt with the key that the next one will have, as a restored journal might make it.
    public Envelope forkedReceipt(GrantId grant) {
        return new Receipt(
                        id,
                        generation(),
                        sequence.next(),
                        floor,
                        previous,
                        grant,
                        new Evidence.Request(new RequestHash(generator.bytes(16))),
                        Outcome.FAILED,
                        Money.of(0, "EUR"),
                        List.of())
                .sign(signing, ENVIRONMENT);
    }

    /// A bundle of signed objects, sealed to the platform.
    public Bytes bundle(Held held, Envelope... objects) {
        var items =
                Arrays.stream(objects)
                        .map(each ->
                                BundleItem.of(UpKind.valueOf(each.type().name()), each.encoded()))
                        .toList();
        return bundle(held, items);
    }

    /// A bundle of any items, sealed to the platform.
    public Bytes bundle(Held held, List<BundleItem> items) {
        var signed = new SyncBundle.Up(id, generation(), held, items).sign(signing, ENVIRONMENT);
        var seal = certificates().get(KeyUsage.SEAL);
        return SealedBundle.up(
                        id, generation(), signed, seal.serial(), new SealPublicKey(seal.key()))
                .encoded();
    }

    /// What the unit has after its enrolment and nothing since.
    public Held held() {
        var newest = new EnumMap<KeyUsage, KeySerial>(KeyUsage.class);
        certificates().forEach((usage, cert) -> newest.put(usage, cert.serial()));
        return new Held(new Sequence(0), newest, Version.NONE, Version.NONE, 0);
    }

    /// Opens what the platform sent down.
    public SyncBundle.Down open(Bytes down) {
        try {
            var sealed = SealedBundle.parse(down);
            sealed.requireFor(Direction.DOWN, id, generation());
            return SyncBundle.Down.open(
                    sealed,
                    sealing,
                    (serial, certs) ->
                            Stream.concat(certificates().values().stream(), verified(certs))
                                    .filter(cert -> cert.usage() == KeyUsage.SYNC)
                                    .filter(cert -> cert.serial().equals(serial))
                                    .map(KeyCert::verifier)
                                    .findFirst(),
                    ENVIRONMENT);
        } catch (BundleRefused e) {
            throw new AssertionError(e);
        }
    }

    private Map<KeyUsage, KeyCert> certificates() {
        var open = Optional.ofNullable(enrolment).orElseThrow().open();
        return verified(open.keyCerts()).collect(Collectors.toMap(KeyCert::usage, cert -> cert));
    }

    private Stream<KeyCert> verified(List<Bytes> certs) {
        var roots = Optional.ofNullable(enrolment).orElseThrow().open().roots();
        return certs.stream()
                .map(cert -> {
                    try {
                        return KeyCert.verify(cert, roots, ENVIRONMENT).orElseThrow();
                    } catch (Malformed e) {
                        throw new AssertionError(e);
                    }
                });
    }

    public Sequence sequence() {
        return sequence;
    }
}
