package dev.coinless.model.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ModuleSecretTest {
    private static final int ROUNDS = 100;

    private final Samples samples = new Samples(Seed.random());

    @Test
    void theDerivationIsThatOfTheJdk() throws GeneralSecurityException {
        for (int i = 0; i < ROUNDS; i++) {
            var fleet = new FleetSecret(i, samples.bytes(FleetSecret.LENGTH));
            var module = samples.module();
            var generation = samples.generation();
            var info =
                    Bytes.concat(Bytes.utf8("coinless/1/Km"), module.value(), generation.bytes());
            var parameters =
                    HKDFParameterSpec.ofExtract()
                            .addIKM(fleet.key().toArray())
                            .thenExpand(info.toArray(), ModuleSecret.LENGTH);

            var expected = KDF.getInstance("HKDF-SHA256").deriveData(parameters);

            assertThat(fleet.secretOf(module, generation).key()).isEqualTo(Bytes.of(expected));
        }
    }

    @Test
    void theCodeIsThatOfTheJdk() throws GeneralSecurityException {
        for (int i = 0; i < ROUNDS; i++) {
            var secret = secret();
            var counter = samples.counter();
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.key().toArray(), "HmacSHA256"));
            var message =
                    Bytes.concat(
                            Bytes.utf8("ac"),
                            secret.module().value(),
                            secret.generation().bytes(),
                            counter.bytes());

            var expected = Bytes.of(mac.doFinal(message.toArray())).first(8);

            assertThat(secret.code(counter)).isEqualTo(new AuthorizationCode(counter, expected));
        }
    }

    @Test
    void anotherModuleGenerationCounterOrFleetSecretGivesAnotherCode() {
        var module = samples.module();
        var fleet = new FleetSecret(1, samples.bytes(32));
        var codes = new HashSet<Bytes>();

        for (int counter = 0; counter < 100; counter++) {
            codes.add(fleet.secretOf(module, new Generation(1)).code(new Counter(counter)).mac());
            codes.add(fleet.secretOf(module, new Generation(2)).code(new Counter(counter)).mac());
            codes.add(
                    fleet.secretOf(samples.module(), new Generation(1))
                            .code(new Counter(counter))
                            .mac());
            codes.add(
                    new FleetSecret(1, samples.bytes(32))
                            .secretOf(module, new Generation(1))
                            .code(new Counter(counter))
                            .mac());
        }

        assertThat(codes).hasSize(400);
    }

    @Test
    void aCodeMatchesOnlyItself() {
        var code = secret().code(new Counter(7));

        assertThat(code.matches(new AuthorizationCode(new Counter(7), code.mac()))).isTrue();
        assertThat(code.matches(new AuthorizationCode(new Counter(8), code.mac()))).isFalse();
        for (int bit = 0; bit < 64; bit++) {
            var altered = code.mac().toArray();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            var other = new AuthorizationCode(new Counter(7), Bytes.of(altered));
            assertThat(code.matches(other)).isFalse();
        }
    }

    @Test
    void noSecretShowsInText() {
        var secret = secret();
        var fleet = new FleetSecret(3, samples.bytes(32));
        var code = secret.code(new Counter(7));

        assertThat(secret.toString()).doesNotContain(secret.key().hex());
        assertThat(fleet).hasToString("FleetSecret[version=3]");
        assertThat(code).hasToString("AuthorizationCode[counter=7]");
    }

    @Test
    void secretsOfOtherLengthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FleetSecret(1, samples.bytes(31)))
                .withMessage("fleet secret must be 32 bytes, not 31");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ModuleSecret(
                                samples.module(), samples.generation(), samples.bytes(33)));
    }

    private ModuleSecret secret() {
        return new ModuleSecret(samples.module(), samples.generation(), samples.bytes(32));
    }
}
