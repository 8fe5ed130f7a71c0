package dev.coinless.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What each change does to an account's money, its lists and its version.
class AccountTest {

    private final Samples samples = new Samples(21);
    private final Account credited = samples.account(1000);
    private final OpenHold first = open(5);
    private final OpenHold second = open(6);

    @Test
    void aNewAccountHasNothing() {
        var opened = samples.account(0);

        assertThat(opened.version()).isZero();
        assertBalances(opened, 0, 0, 0);
        assertThat(opened.holds()).isEmpty();
        assertThat(opened.liens()).isEmpty();
        assertThat(opened.conduct()).isEqualTo(Conduct.NEW);
    }

    @Test
    void everyChangeOfMoneyMakesTheNextVersion() {
        var holding = credited.with(first);

        assertThat(credited.version()).isEqualTo(1);
        assertThat(holding.version()).isEqualTo(2);
        assertThat(holding.ended(first.grant(), euros(175)).version()).isEqualTo(3);
        assertThat(holding.released(first.grant()).version()).isEqualTo(3);
        assertThat(credited.charged(euros(1)).version()).isEqualTo(2);
        assertThat(credited.touched().version()).isEqualTo(2);
        assertBalances(credited.touched(), 1000, 0, 0);
    }

    @Test
    void whatOnlyLimitsLookAtMakesNoVersion() {
        var released = credited.with(first).released(first.grant());

        assertThat(credited.reviewed(Samples.NOW).version()).isEqualTo(1);
        assertThat(credited.reviewed(Samples.NOW).conduct().reviews().count()).isEqualTo(1);
        assertThat(credited.paced(Samples.NOW).version()).isEqualTo(1);
        assertThat(credited.paced(Samples.NOW).conduct().pace().count()).isEqualTo(1);
        assertThat(released.without(first.grant()).version()).isEqualTo(released.version());
    }

    @Test
    void aHoldSetsMoneyAsideAndItsEndGivesBackWhatWasNotTaken() {
        var holding = credited.with(first).with(second);
        assertBalances(holding, 0, 1000, 0);
        assertThat(holding.holds()).containsExactly(first, second);

        var after = holding.ended(first.grant(), euros(175));

        assertBalances(after, 325, 500, 0);
        assertThat(after.holds()).containsExactly(second);
        assertBalances(after.ended(second.grant(), euros(500)), 325, 0, 0);
    }

    @Test
    void nobodyHoldsMoreThanIsThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> samples.account(499).with(first))
                .withMessageContaining("negative");
        assertBalances(samples.account(500).with(first), 0, 500, 0);
    }

    @Test
    void aReleasedHoldIsALienUntilItIsLifted() {
        var released = credited.with(first).with(second).released(first.grant());

        assertBalances(released, 500, 500, 0);
        assertThat(released.holds()).containsExactly(second);
        assertThat(released.liens()).containsExactly(first);
        assertThat(released.holds(first.grant())).isFalse();
        assertThat(released.holds(second.grant())).isTrue();
        assertThat(released.hasLien(first.grant())).isTrue();
        assertThat(released.hasLien(second.grant())).isFalse();

        var lifted = released.without(first.grant());

        assertThat(lifted.liens()).isEmpty();
        assertThat(lifted.holds()).containsExactly(second);
        assertBalances(lifted, 500, 500, 0);
    }

    @Test
    void aHoldThatIsNotOpenCannotEnd() {
        assertThatIllegalStateException()
                .isThrownBy(() -> credited.ended(first.grant(), euros(0)))
                .withMessageContaining("has no open hold " + first.grant());
        assertThatIllegalStateException().isThrownBy(() -> credited.released(first.grant()));
        assertThatIllegalStateException().isThrownBy(() -> credited.without(first.grant()));
    }

    @Test
    void whatIsTakenLateAndNotThereIsOwed() {
        assertBalances(credited.charged(euros(1000)), 0, 0, 0);

        var owing = credited.charged(euros(1001));

        assertBalances(owing, 0, 0, 1);
        assertThat(credited.lacks(euros(1000))).isEqualTo(euros(0));
        assertThat(credited.lacks(euros(1001))).isEqualTo(euros(1));
        assertThat(owing.lacks(euros(7))).isEqualTo(euros(7));
    }

    @Test
    void whatComesInGoesToTheRiskAccountFirst() {
        var owing = credited.charged(euros(1100));

        assertThat(owing.repays(euros(60))).isEqualTo(euros(60));
        assertThat(owing.repays(euros(101))).isEqualTo(euros(100));
        assertBalances(owing.credited(euros(60)), 0, 0, 40);
        assertBalances(owing.credited(euros(100)), 0, 0, 0);
        assertBalances(owing.credited(euros(101)), 1, 0, 0);
    }

    @Test
    void theEndOfAHoldPaysDebtsToo() {
        var owing = credited.with(first).charged(euros(600));
        assertBalances(owing, 0, 500, 100);

        assertBalances(owing.ended(first.grant(), euros(450)), 0, 0, 50);
        assertBalances(owing.ended(first.grant(), euros(175)), 225, 0, 0);
        assertBalances(owing.released(first.grant()), 400, 0, 0);
    }

    @Test
    void openHoldsAreCountedByModule() {
        var holding = credited.with(first).with(second);

        assertThat(holding.openHoldsAt(Samples.M7)).isEqualTo(2);
        assertThat(holding.openHoldsAt(Samples.M8)).isZero();
    }

    @Test
    void anAccountThatContradictsItselfIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> account(500, 499, 0, List.of(first)))
                .withMessageContaining("holds 499 but its open holds are 500");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> account(1, 0, 1, List.of()))
                .withMessageContaining("has 0.01 EUR and owes 0.01 EUR");
        assertBalances(account(0, 500, 1, List.of(first)), 0, 500, 1);
    }

    private Account account(long available, long held, long debt, List<OpenHold> holds) {
        return new Account(
                credited.id(),
                credited.key(),
                9,
                euros(available),
                euros(held),
                euros(debt),
                holds,
                List.of(),
                Conduct.NEW);
    }

    private static void assertBalances(Account account, long available, long held, long debt) {
        assertThat(account.available()).isEqualTo(euros(available));
        assertThat(account.held()).isEqualTo(euros(held));
        assertThat(account.debt()).isEqualTo(euros(debt));
    }

    private OpenHold open(long counter) {
        return new OpenHold(
                new GrantId(samples.generator().bytes(GrantId.LENGTH)),
                Samples.M7,
                new Counter(counter),
                500);
    }

    private static Money euros(long cents) {
        return Money.of(cents, "EUR");
    }
}
