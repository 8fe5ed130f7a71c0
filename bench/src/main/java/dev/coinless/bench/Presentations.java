package dev.coinless.bench;

import dev.coinless.edge.advertise.CodeRing;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.gate.Capability;
import dev.coinless.edge.gate.KeyRing;
import dev.coinless.edge.gate.Premises;
import dev.coinless.edge.gate.Restrictions;
import dev.coinless.edge.journal.Consumption;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;

/// A module, an issuer, and as many valid presentations as a run needs, from one seed.
final class Presentations {

    static final Environment ENVIRONMENT = new Environment("bench");
    private static final long SEED = 1;
    private static final KeySerial ISSUER = new KeySerial(1);

    private final KeyGenerator keys =
            new KeyGenerator(RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
    private final Ed25519PrivateKey issuer = keys.ed25519();
    private final ModuleSecret secret =
            new ModuleSecret(
                    new ModuleId(keys.bytes(ModuleId.LENGTH)),
                    new Generation(1),
                    keys.bytes(ModuleSecret.LENGTH));
    private final KeyRing ring =
            KeyRing.empty()
                    .with(
                            new KeyCert(
                                    ISSUER,
                                    KeyUsage.GRANT,
                                    issuer.publicKey().encoded(),
                                    ISSUER,
                                    0));
    final Bytes nonce = keys.bytes(16);

    ModuleIdentity identity() {
        return new ModuleIdentity(
                secret,
                ENVIRONMENT,
                Money.of(0, "EUR").currency(),
                keys.ed25519(),
                keys.x25519(),
                List.of(keys.ed25519().publicKey()),
                List.of());
    }

    /// The presentation of a fresh grant on a code.
    Bytes presentation(Counter counter) {
        var holder = keys.es256();
        var grant =
                new Grant(
                        new GrantId(keys.bytes(GrantId.LENGTH)),
                        new Binding.Holder(holder.publicKey().thumbprint().confirmation()),
                        secret.module(),
                        secret.generation(),
                        counter,
                        Money.of(500, "EUR"),
                        Duration.ofSeconds(300),
                        1,
                        Grant.ANY_LINE,
                        GrantKind.VEND);
        var token = grant.sign(ISSUER, issuer, ENVIRONMENT);
        return Presentation.of(token, holder, nonce, Intent.PAY, ENVIRONMENT).encoded();
    }

    /// The facts at a module whose only live code is the given one.
    Premises premises(Counter live, Optional<Consumption> spentBy) {
        return new Premises(
                ring,
                new CodeRing(
                        List.of(new CodeRing.Live(live, Uptime.ZERO)),
                        live.next(),
                        new Counter(Counter.MAX),
                        Uptime.ofSeconds(30)),
                Optional.empty(),
                List.of(),
                spentBy,
                new Capability.Sessions(),
                true,
                Restrictions.none(),
                Uptime.ofSeconds(1));
    }
}
