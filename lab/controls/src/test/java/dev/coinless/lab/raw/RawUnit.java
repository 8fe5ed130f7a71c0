package dev.coinless.lab.raw;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.raw.RawAccount.Granted;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
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
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.seal.SealPublicKey;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Ed25519PublicKey;
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
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A module without a machine or radio, honest unless the test wants otherwise: it makes codes,
/// keeps a chain of receipts, and exchanges bundles.
public final class RawUnit {

    private static final KeyGenerator KEYS = new KeyGenerator(new SecureRandom());
    private static final int TX_POWER = -59;
    private static final int ITEM = 12;

    private final ModuleSecret secret;
    private final Ed25519PrivateKey signing;
    private final SealPrivateKey sealing;
    private final List<Ed25519PublicKey> roots;
    private final List<KeyCert> certificates;
    private Sequence sequence = new Sequence(0);
    private Bytes previous = Receipt.NO_PREVIOUS;
    private Counter floor = new Counter(0);

    private RawUnit(Enrolment enrolment, Ed25519PrivateKey signing, SealPrivateKey sealing)
            throws Malformed {
        this.secret = enrolment.secret(sealing);
        this.signing = signing;
        this.sealing = sealing;
        this.roots = enrolment.open().roots();
        this.certificates = verified(enrolment.open().keyCerts(), roots);
    }

    /// Enrols a fresh module.
    public static RawUnit enrolled(LocalCloud cloud, String operator) throws Malformed {
        return enrolled(cloud, operator, new ModuleId(KEYS.bytes(ModuleId.LENGTH)));
    }

    /// Enrols a module id with fresh keys; one that is enrolled already becomes the next
    /// generation.
    public static RawUnit enrolled(LocalCloud cloud, String operator, ModuleId id)
            throws Malformed {
        var signing = KEYS.ed25519();
        var sealing = KEYS.x25519();
        var request = new EnrolmentRequest(id, signing.publicKey(), sealing.publicKey());
        ObjectNode input = RawAccount.JSON.createObjectNode();
        input.put("enrolmentRequest", request.toText(signing, RawRadio.ENVIRONMENT));
        input.put("operator", operator);
        input.put("name", "Raw unit");
        input.put("currency", "EUR");
        input.put("kind", "vend");
        input.put("licensed", true);
        input.putObject("prices").put("12", 175);
        var answer = cloud.operator().invoke("EnrolModule", input);
        return new RawUnit(Enrolment.parse(answer.path("enrolment").asText()), signing, sealing);
    }

    public ModuleId id() {
        return secret.module();
    }

    public int generation() {
        return secret.generation().value();
    }

    /// What it would broadcast for a counter.
    public Advertisement advertisement(long counter) {
        return new Advertisement(Set.of(), id(), secret.code(new Counter(counter)), 0, TX_POWER);
    }

    public void raiseFloor(long counter) {
        floor = new Counter(counter);
    }

    public Bytes checkpoint() {
        return new Checkpoint(id(), secret.generation(), floor, sequence)
                .sign(signing, RawRadio.ENVIRONMENT)
                .encoded();
    }

    /// The next receipt of its chain: a sale that the holder wanted.
    public Bytes sale(Granted grant, long amount) throws Malformed {
        sequence = sequence.next();
        var signed = receipt(grant, sequence, previous, amount);
        previous = signed.sha256();
        return signed;
    }

    /// A receipt in the place of its latest one, as a copied card might make it.
    public Bytes fork(Granted grant, long amount) throws Malformed {
        return receipt(grant, sequence, Receipt.NO_PREVIOUS, amount);
    }

    private Bytes receipt(Granted grant, Sequence number, Bytes before, long amount)
            throws Malformed {
        var granted = grant.token().grant();
        var nonce = KEYS.bytes(16);
        var presentation =
                Presentation.of(
                        grant.token(), grant.holder(), nonce, Intent.PAY, RawRadio.ENVIRONMENT);
        return new Receipt(
                        id(),
                        secret.generation(),
                        number,
                        floor,
                        before,
                        granted.id(),
                        new Evidence.Holder(presentation.proofFor(nonce)),
                        Outcome.VENDED,
                        new Money(amount, granted.cap().currency()),
                        List.of(new VendedItem(ITEM, amount, true)))
                .sign(signing, RawRadio.ENVIRONMENT)
                .encoded();
    }

    /// What it has after its enrolment and nothing since.
    public Held held() {
        var newest = new EnumMap<KeyUsage, KeySerial>(KeyUsage.class);
        for (var usage : KeyUsage.values()) {
            newest(usage).ifPresent(cert -> newest.put(usage, cert.serial()));
        }
        return new Held(new Sequence(0), newest, Version.NONE, Version.NONE, 0);
    }

    /// A bundle of its checkpoint and these receipts, sealed to the platform.
    public Bytes bundle(Bytes... receipts) {
        var items =
                Stream.concat(
                                Stream.of(BundleItem.of(UpKind.CHECKPOINT, checkpoint())),
                                Stream.of(receipts)
                                        .map(each -> BundleItem.of(UpKind.RECEIPT, each)))
                        .toList();
        return bundle(id(), items);
    }

    /// A bundle that claims to be another module's.
    public Bytes bundleInTheNameOf(ModuleId other) {
        return bundle(other, List.of());
    }

    private Bytes bundle(ModuleId claimed, List<BundleItem> items) {
        var signed =
                new SyncBundle.Up(claimed, secret.generation(), held(), items)
                        .sign(signing, RawRadio.ENVIRONMENT);
        var seal = newest(KeyUsage.SEAL).orElseThrow();
        return SealedBundle.up(
                        claimed,
                        secret.generation(),
                        signed,
                        seal.serial(),
                        new SealPublicKey(seal.key()))
                .encoded();
    }

    /// Opens what came down, with the keys of its enrolment or those that the bundle brings: for a
    /// minute after a rotation the one before the newest still signs.
    ///
    /// @throws BundleRefused as a module would refuse it
    public SyncBundle.Down open(Bytes down) throws BundleRefused {
        var sealed = SealedBundle.parse(down);
        sealed.requireFor(Direction.DOWN, id(), secret.generation());
        return SyncBundle.Down.open(sealed, sealing, this::syncKey, RawRadio.ENVIRONMENT);
    }

    private static List<KeyCert> verified(List<Bytes> encoded, List<Ed25519PublicKey> roots)
            throws Malformed {
        var certs = new ArrayList<KeyCert>();
        for (var each : encoded) {
            certs.add(KeyCert.verify(each, roots, RawRadio.ENVIRONMENT).orElseThrow());
        }
        return certs;
    }

    private Optional<Ed25519PublicKey> syncKey(KeySerial serial, List<Bytes> brought) {
        try {
            return Stream.concat(certificates.stream(), verified(brought, roots).stream())
                    .filter(cert -> cert.usage() == KeyUsage.SYNC && cert.serial().equals(serial))
                    .map(KeyCert::verifier)
                    .findFirst();
        } catch (Malformed e) {
            throw new AssertionError("the cloud brings KEYCERTs that cannot be read", e);
        }
    }

    private Optional<KeyCert> newest(KeyUsage usage) {
        return certificates.stream()
                .filter(cert -> cert.usage() == usage)
                .max(Comparator.comparing(KeyCert::serial));
    }
}
