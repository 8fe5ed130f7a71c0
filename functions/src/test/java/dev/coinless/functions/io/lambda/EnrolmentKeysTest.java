package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.keys.KeyUsage;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Which platform keys a module knows from the start.
class EnrolmentKeysTest {

    final RandomGenerator random = AwsMode.dice(13);
    final Cloud cloud = new Cloud(new MemoryDynamo(), random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);

    @Test
    void aModuleEnrolledJustAfterARotationKnowsTheKeyThatIsStillSignedWith() {
        cloud.rotateKeys();
        // Whoever has issued a grant keeps its key for a minute.
        cloud.clock.advance(Duration.ofDays(7).minusSeconds(30));
        var ring = cloud.wiring.keyRing();
        var signing = ring.newest(KeyUsage.GRANT, cloud.clock.instant());
        cloud.clock.advance(Duration.ofSeconds(30));
        cloud.rotateKeys();

        var known = enrol().open().keyCerts();

        assertThat(ring.newest(KeyUsage.GRANT, cloud.clock.instant())).isEqualTo(signing);
        assertThat(known).contains(signing.certificate());
        assertThat(known)
                .contains(ring.certificate(KeyUsage.GRANT, signing.serial().next()))
                .doesNotContain(Bytes.EMPTY);
    }

    private Enrolment enrol() {
        var answer =
                new EnrolModuleHandler(cloud.wiring)
                        .handleRequest(
                                Map.of(
                                        "enrolmentRequest", m7.enrolmentRequest(),
                                        "operator", "A",
                                        "name", "Snacks",
                                        "currency", "EUR",
                                        "kind", "vend",
                                        "licensed", true,
                                        "prices", Map.of("12", 175)),
                                null);
        return m7.enrolled(String.valueOf(answer.get("enrolment")));
    }
}
