package dev.coinless.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.money.Money;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The postings of each kind of entry, to the cent.
class EntryTest {

    private final Samples samples = new Samples(22);
    private final AccountId customer = samples.account(0).id();
    private final LedgerAccount available = LedgerAccount.available(customer);
    private final LedgerAccount held = LedgerAccount.held(customer);
    private final LedgerAccount payable = LedgerAccount.payable("A");

    @Test
    void withoutDebtTheRiskAccountHasNoPart() {
        assertThat(postings(Entry.Kind.CREDIT, 500, 0))
                .containsExactly(
                        posting(LedgerAccount.PROMOTIONAL_CREDIT, -500), posting(available, 500));
        assertThat(postings(Entry.Kind.HOLD, 500, 0))
                .containsExactly(posting(available, -500), posting(held, 500));
        assertThat(postings(Entry.Kind.CAPTURE, 175, 0))
                .containsExactly(
                        posting(held, -500), posting(payable, 175), posting(available, 325));
        assertThat(postings(Entry.Kind.VOID, 0, 0))
                .containsExactly(posting(held, -500), posting(available, 500));
        assertThat(postings(Entry.Kind.RELEASE, 0, 0))
                .containsExactly(posting(held, -500), posting(available, 500));
        assertThat(postings(Entry.Kind.LATE_CAPTURE, 175, 0))
                .containsExactly(posting(available, -175), posting(payable, 175));
        assertThat(postings(Entry.Kind.CLOSE, 0, 0)).isEmpty();
        assertThat(postings(Entry.Kind.REFUND, 175, 0))
                .containsExactly(posting(payable, -175), posting(available, 175));
    }

    @Test
    void ofDebtTheRiskAccountPaysLateAndIsPaidBackFirst() {
        var risk = LedgerAccount.RISK_EXPOSURE;

        assertThat(postings(Entry.Kind.LATE_CAPTURE, 175, 100))
                .containsExactly(
                        posting(available, -75), posting(risk, -100), posting(payable, 175));
        assertThat(postings(Entry.Kind.CREDIT, 500, 100))
                .containsExactly(
                        posting(LedgerAccount.PROMOTIONAL_CREDIT, -500),
                        posting(available, 400),
                        posting(risk, 100));
        assertThat(postings(Entry.Kind.CAPTURE, 175, 100))
                .containsExactly(
                        posting(held, -500),
                        posting(payable, 175),
                        posting(available, 225),
                        posting(risk, 100));
        assertThat(postings(Entry.Kind.VOID, 0, 100))
                .containsExactly(posting(held, -500), posting(available, 400), posting(risk, 100));
        assertThat(postings(Entry.Kind.REFUND, 175, 100))
                .containsExactly(
                        posting(payable, -175), posting(available, 75), posting(risk, 100));
    }

    @ParameterizedTest
    @EnumSource
    void thePostingsOfEveryKindSumToZero(Entry.Kind kind) {
        for (long risk : new long[] {0, 1, 175}) {
            assertThat(postings(kind, 175, risk).stream().mapToLong(Posting::minorUnits).sum())
                    .isZero();
        }
    }

    @Test
    void theFirstVersionIsOne() {
        assertThat(entry(Entry.Kind.CREDIT, 1, 5, 0).version()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(Entry.Kind.CREDIT, 0, 5, 0))
                .withMessageContaining("not 0");
    }

    @Test
    void ledgerAccountsAreNamedAndOrderedByTheirNames() {
        assertThat(available).hasToString("customer/%s/available".formatted(customer));
        assertThat(held).hasToString("customer/%s/held".formatted(customer));
        assertThat(payable).hasToString("operator/A/payable");
        assertThat(payable).isGreaterThan(available).isLessThan(LedgerAccount.PLATFORM_FEE);
        assertThat(payable).isEqualByComparingTo(LedgerAccount.payable("A"));
    }

    @Test
    void aMovementIsACreditOfThePlatformsOrARefundOfAnOperators() {
        var credit = entry(Entry.Kind.CREDIT, 1, 500, 0);
        var refund = entry(Entry.Kind.REFUND, 1, 175, 0);
        var grant = new GrantId(samples.generator().bytes(GrantId.LENGTH));
        var origin = new Movement.Origin.Refund(grant, "A");
        var id = new UUID(0, 1);

        var given = new Movement(id, customer, credit);
        var back = new Movement(id, customer, refund, origin);

        assertThat(given.operator()).isEmpty();
        assertThat(given.postings())
                .containsExactly(
                        posting(LedgerAccount.PROMOTIONAL_CREDIT, -500), posting(available, 500));
        assertThat(back.operator()).isEqualTo("A");
        assertThat(back.postings())
                .containsExactly(posting(payable, -175), posting(available, 175));
        assertThatIllegalArgumentException().isThrownBy(() -> new Movement(id, customer, refund));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Movement(id, customer, credit, origin));
    }

    private List<Posting> postings(Entry.Kind kind, long amount, long risk) {
        return entry(kind, 2, amount, risk).postings(customer, "A", Money.of(500, "EUR"));
    }

    private static Entry entry(Entry.Kind kind, long version, long amount, long risk) {
        return new Entry(
                kind, version, Samples.NOW, Money.of(amount, "EUR"), Money.of(risk, "EUR"));
    }

    private static Posting posting(LedgerAccount account, long cents) {
        return new Posting(account, cents, Samples.EUR);
    }
}
