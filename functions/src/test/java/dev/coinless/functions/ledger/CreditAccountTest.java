package dev.coinless.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.ledger.CreditAccount.Credited;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.money.Money;
import dev.coinless.model.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CreditAccountTest {

    private static final UUID ID = new UUID(0, 1);

    private final Samples samples = new Samples(26);
    private final Account account = samples.account(0);
    private final Accounts accounts = new Accounts(account);
    private final CreditAccount credit =
            new CreditAccount(accounts, new Attempts(AwsMode.dice(1), _ -> {}));

    /// One account in memory, which somebody else may change just before a write.
    private static final class Accounts implements CreditAccount.Store {
        private final Map<UUID, Movement> movements = new HashMap<>();
        private Account account;
        private int conflicts;

        Accounts(Account account) {
            this.account = account;
        }

        @Override
        public Optional<Account> account(AccountId id) {
            return Optional.of(account).filter(each -> each.id().equals(id));
        }

        @Override
        public Optional<Movement> movement(UUID id) {
            return Optional.ofNullable(movements.get(id));
        }

        @Override
        public Write credit(Account before, Account after, Movement movement) {
            if (conflicts > 0) {
                conflicts--;
                account = account.credited(Money.of(1, "EUR"));
            }
            if (!before.equals(account) || movements.containsKey(movement.id())) {
                return Write.CHANGED_MEANWHILE;
            }
            account = after;
            movements.put(movement.id(), movement);
            return Write.WRITTEN;
        }
    }

    @Test
    void aCreditIsOneEntry() {
        var done = (Credited.Done) credit(ID, Money.of(1000, "EUR"));

        assertThat(done.movement())
                .isEqualTo(
                        new Movement(
                                ID,
                                account.id(),
                                new Entry(
                                        Entry.Kind.CREDIT, 1, Samples.NOW, Money.of(1000, "EUR"))));
        assertThat(accounts.account.available()).isEqualTo(Money.of(1000, "EUR"));
        assertThat(accounts.movements).containsValue(done.movement());
    }

    @Test
    void theSameAgainChangesNothingAndAnythingElseIsAReplay() {
        var first = credit(ID, Money.of(1000, "EUR"));

        assertThat(credit(ID, Money.of(1000, "EUR"))).isEqualTo(first);
        assertRefused(Refusal.REPLAY, credit(ID, Money.of(1001, "EUR")));
        var other = samples.account(0).id();
        assertRefused(Refusal.REPLAY, credit.credit(ID, other, Money.of(1000, "EUR"), Samples.NOW));
        assertThat(accounts.account.available()).isEqualTo(Money.of(1000, "EUR"));
    }

    @Test
    void whatCannotBeCreditedIsRefusedAndNothingIsWritten() {
        var stranger = samples.account(0).id();

        assertRefused(
                Refusal.NOT_OWNER, credit.credit(ID, stranger, Money.of(5, "EUR"), Samples.NOW));
        assertRefused(Refusal.MISMATCH, credit(ID, Money.of(5, "CHF")));
        assertRefused(Refusal.OVER_LIMIT, credit(ID, Money.of(0, "EUR")));
        assertRefused(
                Refusal.OVER_LIMIT, credit(ID, Money.of(CreditAccount.MAX_CREDIT + 1, "EUR")));

        assertThat(accounts.movements).isEmpty();
        assertThat(accounts.account).isEqualTo(account);
    }

    @Test
    void theSmallestAndTheLargestCreditAreGiven() {
        credit(ID, Money.of(1, "EUR"));
        credit(new UUID(0, 2), Money.of(CreditAccount.MAX_CREDIT, "EUR"));

        assertThat(accounts.account.available())
                .isEqualTo(Money.of(CreditAccount.MAX_CREDIT + 1, "EUR"));
    }

    @Test
    void aDebtIsPaidBackFirst() {
        accounts.account = account.charged(Money.of(300, "EUR"));

        var done = (Credited.Done) credit(ID, Money.of(1000, "EUR"));

        assertThat(done.movement().entry().risk()).isEqualTo(Money.of(300, "EUR"));
        assertThat(accounts.account.available()).isEqualTo(Money.of(700, "EUR"));
        assertThat(accounts.account.debt()).isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void whoeverComesBetweenIsNotOverwritten() {
        accounts.conflicts = 2;

        var done = (Credited.Done) credit(ID, Money.of(1000, "EUR"));

        assertThat(done.movement().entry().version()).isEqualTo(3);
        assertThat(accounts.account.available()).isEqualTo(Money.of(1002, "EUR"));
    }

    @Test
    void whoNeverGetsThroughIsTold() {
        accounts.conflicts = Attempts.MAX_TRIES;

        assertThatThrownBy(() -> credit(ID, Money.of(1000, "EUR")))
                .isInstanceOf(Attempts.Exhausted.class);
        assertThat(accounts.movements).isEmpty();
    }

    private Credited credit(UUID id, Money amount) {
        return credit.credit(id, account.id(), amount, Samples.NOW);
    }

    private static void assertRefused(Refusal reason, Credited credited) {
        assertThat(credited).isInstanceOf(Credited.Refused.class);
        assertThat(((Credited.Refused) credited).reason()).isEqualTo(reason);
        assertThat(((Credited.Refused) credited).detail()).isNotBlank();
    }
}
