package dev.coinless.lab.raw;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.raw.RawAccount.Granted;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.HolderProof;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.wire.Malformed;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/// A module whose every signature the test decides: enrolled like any other, and free to lie.
public final class RawModule {

    private static final KeyGenerator KEYS = new KeyGenerator(new SecureRandom());
    private static final int TX_POWER = -59;

    private final ModuleSecret secret;
    private final Ed25519PrivateKey signing;
    private Sequence sequence = new Sequence(0);
    private Bytes previous = Receipt.NO_PREVIOUS;

    private RawModule(ModuleSecret secret, Ed25519PrivateKey signing) {
        this.secret = secret;
        this.signing = signing;
    }

    /// Enrols a fresh module of operator A.
    public static RawModule enrolled(LocalCloud cloud, String name) throws Malformed {
        var signing = KEYS.ed25519();
        SealPrivateKey sealing = KEYS.x25519();
        var request =
                new EnrolmentRequest(
                        new ModuleId(KEYS.bytes(ModuleId.LENGTH)),
                        signing.publicKey(),
                        sealing.publicKey());
        var answer =
                cloud.operator()
                        .enrol(
                                request.toText(signing, RawRadio.ENVIRONMENT),
                                name,
                                MachineSetup.SNACKS);
        return new RawModule(Enrolment.parse(answer).secret(sealing), signing);
    }

    /// A module that was never enrolled anywhere.
    public static RawModule stranger() {
        var id = new ModuleId(KEYS.bytes(ModuleId.LENGTH));
        var secret = new ModuleSecret(id, new Generation(1), KEYS.bytes(32));
        return new RawModule(secret, KEYS.ed25519());
    }

    /// What it would broadcast for a counter.
    public Advertisement advertisement(long counter) {
        return new Advertisement(
                Set.of(), secret.module(), secret.code(new Counter(counter)), 0, TX_POWER);
    }

    /// A REQUEST for item 12, as its controller would ask for it.
    public Bytes request(long counter, Money price) {
        return new AuthorizationRequest(
                        secret.module(),
                        secret.generation(),
                        secret.code(new Counter(counter)),
                        12,
                        price,
                        new Counter(counter),
                        new Sequence(0))
                .sign(signing, RawRadio.ENVIRONMENT)
                .encoded();
    }

    public ModuleId id() {
        return secret.module();
    }

    /// Its first receipt: a sale on a grant whose holder never presented it. The proof in it is
    /// made by a key of the module's own.
    public Bytes receiptWithoutEvidence(Granted grant, long amount) {
        var anybody = KEYS.es256();
        var proof =
                new HolderProof(
                        KEYS.bytes(16),
                        anybody.publicKey(),
                        Intent.PAY,
                        anybody.sign(KEYS.bytes(16)));
        return receipt(grant, new Evidence.Holder(proof), amount);
    }

    /// The next receipt of its chain, for a grant that was bound to a REQUEST.
    public Bytes receiptFor(Granted grant, Bytes request, Outcome outcome, long amount) {
        sequence = sequence.next();
        var granted = grant.token().grant();
        var items =
                outcome == Outcome.VENDED
                        ? List.of(new VendedItem(12, amount, true))
                        : List.<VendedItem>of();
        var encoded =
                new Receipt(
                                secret.module(),
                                secret.generation(),
                                sequence,
                                new Counter(0),
                                previous,
                                granted.id(),
                                new Evidence.Request(new RequestHash(request.sha256().first(16))),
                                outcome,
                                new Money(amount, granted.cap().currency()),
                                items)
                        .sign(signing, RawRadio.ENVIRONMENT)
                        .encoded();
        previous = encoded.sha256();
        return encoded;
    }

    /// What it says of its floor, whatever it said before.
    public Bytes checkpoint(long floor, long after) {
        return new Checkpoint(
                        secret.module(),
                        secret.generation(),
                        new Counter(floor),
                        new Sequence(after))
                .sign(signing, RawRadio.ENVIRONMENT)
                .encoded();
    }

    /// How many receipts it has signed.
    public long receipts() {
        return sequence.value();
    }

    private Bytes receipt(Granted grant, Evidence evidence, long amount) {
        var granted = grant.token().grant();
        var receipt =
                new Receipt(
                        secret.module(),
                        secret.generation(),
                        new Sequence(1),
                        granted.counter().next(),
                        Receipt.NO_PREVIOUS,
                        granted.id(),
                        evidence,
                        Outcome.VENDED,
                        new Money(amount, granted.cap().currency()),
                        List.of(new VendedItem(12, amount, true)));
        return receipt.sign(signing, RawRadio.ENVIRONMENT).encoded();
    }
}
