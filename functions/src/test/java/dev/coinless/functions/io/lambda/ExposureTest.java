package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.book.Exposure;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.sign.Es256PrivateKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The limit of what may be out at one module, by what the Book says is at stake there.
class ExposureTest {

    private static final ModuleId M7 = ModuleId.fromHex("0a0b0c0d0e07");

    final BookCloud book =
            new BookCloud(
                    new MemoryDynamo(),
                    AwsMode.dice(61),
                    Map.of("MAX_EXPOSURE_PER_MODULE", "900", "MAX_OPEN_HOLDS_PER_MODULE", "9"));

    private int counter = 100;

    /// A grant and the key that it is bound to.
    private record Granted(GrantToken token, Es256PrivateKey holder) {}

    private Optional<Granted> grant() {
        var holder = book.p.newHolder();
        var reply = book.cloud.grantOnCode(book.p, book.m7, counter++, holder);
        assertThat(reply.status() == 200 ? "" : reply.code()).isIn("", "OVER_LIMIT");
        return reply.status() == 200
                ? Optional.of(new Granted(Cloud.token(reply), holder))
                : Optional.empty();
    }

    private void end(Granted granted, Outcome outcome, long amount) {
        var proof = book.m7.proof(granted.token(), granted.holder(), Intent.PAY);
        book.cloud.redeem(
                book.p,
                book.m7.receipt(
                        granted.token().grant().id(), proof, outcome, Money.of(amount, "EUR")));
    }

    private Exposure atM7() {
        return book.store.exposures(Set.of(M7)).getOrDefault(M7, Exposure.none(M7));
    }

    @Test
    void whatIsOutAtAModuleIsBoundedOnceTheBookKnowsOfIt() {
        var first = grant().orElseThrow();
        book.deliver(book.changes());
        var second = grant().orElseThrow();
        assertThat(second.token().grant().cap()).isEqualTo(Money.of(400, "EUR"));
        book.deliver(book.changes());

        assertThat(atM7().open()).isEqualTo(900);
        assertThat(grant()).isEmpty();

        end(first, Outcome.VENDED, 175);
        book.deliver(book.changes());
        assertThat(atM7().open()).isEqualTo(400);
        end(second, Outcome.FAILED, 0);
        book.deliver(book.changes());
        assertThat(atM7().open()).isZero();
        assertThat(grant()).isPresent();
    }

    @Test
    void anotherModuleIsNotConcerned() {
        grant().orElseThrow();
        grant().orElseThrow();
        book.deliver(book.changes());
        assertThat(grant()).isEmpty();

        var reply = book.cloud.grantOnCode(book.p, book.l3, 1, book.p.newHolder());

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void untilTheBookKnowsNothingIsBounded() {
        for (int i = 0; i < 3; i++) {
            assertThat(grant()).isPresent();
        }

        book.deliver(book.changes());

        assertThat(atM7().open()).isEqualTo(1500);
        assertThat(grant()).isEmpty();
    }
}
