package dev.coinless.functions.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.enrol.DecideEnrolment.Decision;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.id.Generation;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Ed25519PublicKey;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecideEnrolmentTest {

    final Samples samples = new Samples(8);
    final Ed25519PublicKey firstKey = newKey();

    @Test
    void aNewModuleStartsWithGenerationOne() {
        var module = accepted(registration("A", "EUR", firstKey), Optional.empty());

        assertThat(module.current().generation()).isEqualTo(new Generation(1));
        assertThat(module.current().signingKey()).isEqualTo(firstKey);
        assertThat(module.version()).isEqualTo(1);
        assertThat(module.previous()).isEmpty();
    }

    @Test
    void theSameKeyAgainKeepsTheGenerationAndTakesTheNewPrices() {
        var module = accepted(registration("A", "EUR", firstKey), Optional.empty());

        var again = accepted(registration("A", "EUR", firstKey), Optional.of(module));

        assertThat(again.generations()).hasSize(1);
        assertThat(again.current().generation()).isEqualTo(module.current().generation());
        assertThat(again.current().signingKey()).isEqualTo(firstKey);
        assertThat(again.version()).isEqualTo(2);
    }

    @Test
    void aNewKeyIsTheNextGenerationAndTheOldOneStillVerifies() {
        var module = accepted(registration("A", "EUR", firstKey), Optional.empty());

        var again = accepted(registration("A", "EUR", newKey()), Optional.of(module));

        assertThat(again.current().generation()).isEqualTo(new Generation(2));
        assertThat(again.generation(new Generation(1)).orElseThrow().signingKey())
                .isEqualTo(firstKey);
        assertThat(again.previous()).contains(module.current());
    }

    @Test
    void anotherOperatorCannotTakeAModuleOver() {
        var module = accepted(registration("A", "EUR", firstKey), Optional.empty());

        assertRefused(
                registration("B", "EUR", newKey()), Optional.of(module), Refusal.WRONG_OPERATOR);
    }

    @Test
    void aModuleKeepsItsCurrency() {
        var module = accepted(registration("A", "EUR", firstKey), Optional.empty());

        assertRefused(registration("A", "CHF", firstKey), Optional.of(module), Refusal.MISMATCH);
    }

    @Test
    void keysOfAnEarlierGenerationAreNotTakenBack() {
        var module = accepted(registration("A", "EUR", firstKey), Optional.empty());
        var again = accepted(registration("A", "EUR", newKey()), Optional.of(module));

        assertRefused(registration("A", "EUR", firstKey), Optional.of(again), Refusal.SUPERSEDED);
    }

    @Test
    void afterTheLastGenerationAModuleIsNotEnrolledAgain() {
        var module = accepted(registration("A", "EUR", firstKey), Optional.empty());
        for (int i = 2; i <= 255; i++) {
            module = accepted(registration("A", "EUR", newKey()), Optional.of(module));
        }

        assertRefused(registration("A", "EUR", newKey()), Optional.of(module), Refusal.OVER_LIMIT);
    }

    private Ed25519PublicKey newKey() {
        return samples.generator().ed25519().publicKey();
    }

    private Registration registration(String operator, String currency, Ed25519PublicKey key) {
        var sealing = samples.generator().x25519().publicKey();
        return new Registration(
                new EnrolmentRequest(Samples.M7, key, sealing),
                operator,
                "Snacks",
                Currency.getInstance(currency),
                GrantKind.VEND,
                true,
                Map.of(12, 175L),
                List.of());
    }

    private static PaymentModule accepted(
            Registration registration, Optional<PaymentModule> known) {
        var decision = DecideEnrolment.decide(registration, known, 1);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision).module();
    }

    private static void assertRefused(
            Registration registration, Optional<PaymentModule> known, Refusal reason) {
        var decision = DecideEnrolment.decide(registration, known, 1);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        assertThat(((Decision.Refused) decision).reason()).isEqualTo(reason);
    }
}
