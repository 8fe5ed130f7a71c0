package dev.coinless.proof.crash;

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
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The platform, as far as one module needs it: enrols it, grants, acknowledges. Its keys follow
/// from the run's seed.
final class Issuer {

    static final Environment ENVIRONMENT = new Environment("crash");
    static final Generation GENERATION = new Generation(1);

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final KeySerial SERIAL = new KeySerial(1);
    private static final KeySerial NONE = new KeySerial(0);
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final long CAP = 500;

    private final KeyGenerator random;
    private final Ed25519PrivateKey root;
    private final Ed25519PrivateKey granting;
    private final Ed25519PrivateKey sync;
    private final FleetSecret fleet;

    Issuer(RandomGenerator dice) {
        random = new KeyGenerator(dice);
        root = random.ed25519();
        granting = random.ed25519();
        sync = random.ed25519();
        fleet = new FleetSecret(1, random.bytes(FleetSecret.LENGTH));
    }

    String enrol(String request) {
        try {
            var asked = EnrolmentRequest.parse(request.strip(), ENVIRONMENT);
            var open =
                    new Enrolment.Open(
                            asked.module(),
                            GENERATION,
                            ENVIRONMENT,
                            EUR,
                            List.of(root.publicKey()),
                            List.of(
                                    certificate(KeyUsage.GRANT, granting),
                                    certificate(KeyUsage.SYNC, sync)),
                            Optional.empty());
            return Enrolment.seal(open, fleet.secretOf(asked.module(), GENERATION), asked.sealing())
                    .toText();
        } catch (Malformed e) {
            throw new Failure("the module asks for nothing that can be enrolled", e);
        }
    }

    private Bytes certificate(KeyUsage usage, Ed25519PrivateKey key) {
        return new KeyCert(SERIAL, usage, key.publicKey().encoded(), NONE, 0)
                .signedBy(root.publicKey(), root, ENVIRONMENT)
                .encoded();
    }

    Es256PrivateKey holder() {
        return random.es256();
    }

    GrantToken grant(ModuleId module, Counter counter, Es256PrivateKey holder) {
        return new Grant(
                        new GrantId(random.bytes(GrantId.LENGTH)),
                        new Binding.Holder(holder.publicKey().thumbprint().confirmation()),
                        module,
                        GENERATION,
                        counter,
                        new Money(CAP, EUR),
                        TTL,
                        1,
                        Grant.ANY_LINE,
                        GrantKind.VEND)
                .sign(SERIAL, granting, ENVIRONMENT);
    }

    Bytes acknowledge(Receipt receipt, Bytes encoded) {
        return new Ack(receipt.module(), GENERATION, receipt.sequence(), encoded.sha256())
                .sign(SERIAL, sync, ENVIRONMENT)
                .encoded();
    }
}
