package dev.coinless.edge;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.enrol.ModuleKeys;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.FleetSecret;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Money;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.BundleRefused;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The cloud, as far as a module meets it: roots, issuer and sync keys, enrolment, grants. Seeded,
/// so that every run makes the same bytes.
public final class Platform {

    public static final Environment ENVIRONMENT = new Environment("test");
    public static final ModuleId M7 = ModuleId.fromHex("4d3700000001");
    public static final ModuleId M8 = ModuleId.fromHex("4d3800000001");
    public static final Currency EUR = Currency.getInstance("EUR");
    public static final KeySerial ISSUER = new KeySerial(7);
    public static final KeySerial SYNC = new KeySerial(3);
    public static final KeySerial SEAL = new KeySerial(2);

    public final KeyGenerator random;
    public final Ed25519PrivateKey root;
    public final Ed25519PrivateKey issuer;
    public final Ed25519PrivateKey sync;
    public final SealPrivateKey seal;
    private final FleetSecret fleet;

    public Platform(long seed) {
        this.random = new KeyGenerator(seeded(seed));
        this.root = random.ed25519();
        this.issuer = random.ed25519();
        this.sync = random.ed25519();
        this.fleet = new FleetSecret(1, random.bytes(FleetSecret.LENGTH));
        this.seal = random.x25519();
    }

    public static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    public Enrolment enrol(String request, int generation) throws Malformed {
        var asked = EnrolmentRequest.parse(request, ENVIRONMENT);
        var open =
                new Enrolment.Open(
                        asked.module(),
                        new Generation(generation),
                        ENVIRONMENT,
                        EUR,
                        List.of(root.publicKey()),
                        List.of(
                                cert(ISSUER, KeyUsage.GRANT, issuer, 0),
                                cert(SYNC, KeyUsage.SYNC, sync, 0),
                                certify(
                                        new KeyCert(
                                                SEAL,
                                                KeyUsage.SEAL,
                                                seal.publicKey().encoded(),
                                                new KeySerial(0),
                                                0))),
                        asked.certificateRequest().map(NetworkCertificates::access));
        return Enrolment.seal(
                open, fleet.secretOf(asked.module(), open.generation()), asked.sealing());
    }

    public ModuleIdentity enrolled(ModuleId module) {
        try {
            var keys = ModuleKeys.generate(module, ENVIRONMENT, random);
            return keys.accept(enrol(keys.request(), 1));
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    public Bytes cert(KeySerial serial, KeyUsage usage, Ed25519PrivateKey key, long minimum) {
        return certify(
                new KeyCert(serial, usage, key.publicKey().encoded(), new KeySerial(minimum), 0));
    }

    public Bytes certify(KeyCert cert) {
        return cert.signedBy(root.publicKey(), root, ENVIRONMENT).encoded();
    }

    /// What goes down to a module in one bundle.
    public Bytes down(ModuleIdentity module, BundleItem... items) {
        return down(module, SYNC, sync, items);
    }

    /// As [#down], signed by any key.
    public Bytes down(
            ModuleIdentity module, KeySerial serial, Ed25519PrivateKey key, BundleItem... items) {
        var bundle = new SyncBundle.Down(module.module(), module.generation(), List.of(items));
        return SealedBundle.down(
                        module.module(),
                        module.generation(),
                        bundle.sign(serial, key, ENVIRONMENT),
                        module.sealing().publicKey())
                .encoded();
    }

    /// Opens what a module sealed to the platform.
    public SyncBundle.Up open(ModuleIdentity module, Bytes sealed) {
        try {
            var signer = (Ed25519PrivateKey) module.signing();
            return SyncBundle.Up.open(
                    SealedBundle.parse(sealed), seal, signer.publicKey(), ENVIRONMENT);
        } catch (BundleRefused e) {
            throw new AssertionError(e);
        }
    }

    /// A grant as the platform issues it for one code: 5.00, one vend, 300 s.
    public Grant grant(ModuleId module, Counter counter, Es256PrivateKey holder) {
        return new Grant(
                new GrantId(random.bytes(GrantId.LENGTH)),
                new Binding.Holder(holder.publicKey().thumbprint().confirmation()),
                module,
                new Generation(1),
                counter,
                Money.of(500, "EUR"),
                Duration.ofSeconds(300),
                1,
                Grant.ANY_LINE,
                GrantKind.VEND);
    }

    public GrantToken sign(Grant grant) {
        return grant.sign(ISSUER, issuer, ENVIRONMENT);
    }
}
