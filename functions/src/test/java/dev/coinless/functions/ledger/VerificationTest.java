package dev.coinless.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.redeem.Judgement;
import dev.coinless.functions.redeem.SettleHold;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerificationTest {

    final Samples samples = new Samples(3);
    final Account opened = samples.account(0);
    final Account credited = opened.credited(Money.of(1000, "EUR"));
    final Movement movement =
            new Movement(
                    new UUID(0, 1),
                    opened.id(),
                    new Entry(Entry.Kind.CREDIT, 1, Samples.NOW, Money.of(1000, "EUR")));
    final Hold hold = samples.hold(credited, 5);
    final Account holding = credited.with(hold.open());
    final SettleHold.Settled settled =
            SettleHold.by(
                            samples.receipt(hold, Outcome.VENDED, 175).receipt(),
                            Judgement.SALE,
                            hold,
                            holding,
                            Samples.NOW)
                    .orElseThrow();

    @Test
    void booksWithoutAnythingBalance() {
        assertThat(Verification.of(new Books(List.of(), List.of(), List.of(), Map.of())).ok())
                .isTrue();
    }

    @Test
    void everyStepOfAPurchaseBalances() {
        assertSound(books(opened, List.of(), List.of()));
        assertSound(books(credited, List.of(), List.of(movement)));
        assertSound(books(holding, List.of(hold), List.of(movement)));
        assertSound(books(settled.account(), List.of(settled.hold()), List.of(movement)));
    }

    @Test
    void balancesAreByLedgerAccount() {
        var balances =
                Verification.of(
                                books(
                                        settled.account(),
                                        List.of(settled.hold()),
                                        List.of(movement)))
                        .balances();

        assertThat(balances)
                .containsEntry(LedgerAccount.available(opened.id()), 825L)
                .containsEntry(LedgerAccount.held(opened.id()), 0L)
                .containsEntry(LedgerAccount.payable("A"), 175L)
                .containsEntry(LedgerAccount.PROMOTIONAL_CREDIT, -1000L);
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum()).isZero();
    }

    @Test
    void aMissingEntryIsNamedByItsVersion() {
        assertFault(
                books(holding, List.of(hold), List.of()),
                "account %s: the entry of version 1 is missing".formatted(opened.id()));
        assertFault(
                books(holding, List.of(), List.of(movement)),
                "account %s: the entry of version 2 is missing".formatted(opened.id()));
    }

    @Test
    void aVersionMadeTwiceNamesBothItems() {
        var twice =
                new Movement(
                        new UUID(0, 2),
                        opened.id(),
                        new Entry(Entry.Kind.CREDIT, 1, Samples.NOW, Money.of(5, "EUR")));

        assertFault(
                books(credited, List.of(), List.of(movement, twice)),
                "account %s: version 1 is made twice, by movement %s and movement %s"
                        .formatted(opened.id(), movement.id(), twice.id()));
    }

    @Test
    void aVersionBeyondTheAccountsIsNamed() {
        assertFault(
                books(credited, List.of(hold), List.of(movement)),
                "account %s: grant %s made version 2, but the account is at 1"
                        .formatted(opened.id(), hold.id()));
    }

    @Test
    void anAlteredBalanceIsNamed() {
        var richer =
                new Account(
                        opened.id(),
                        opened.key(),
                        1,
                        Money.of(2000, "EUR"),
                        Money.of(0, "EUR"),
                        Money.of(0, "EUR"),
                        List.of(),
                        List.of(),
                        Conduct.NEW);

        assertFault(
                books(richer, List.of(), List.of(movement)),
                "account %s: available is 2000, but its postings sum to 1000"
                        .formatted(opened.id()));
    }

    @Test
    void anAlteredAmountIsNamed() {
        var altered =
                new Movement(
                        movement.id(),
                        opened.id(),
                        new Entry(Entry.Kind.CREDIT, 1, Samples.NOW, Money.of(1001, "EUR")));

        assertFault(
                books(credited, List.of(), List.of(altered)),
                "account %s: available is 1000, but its postings sum to 1001"
                        .formatted(opened.id()));
    }

    @Test
    void aHoldThatIsOpenOnOneSideOnlyIsNamed() {
        assertFault(
                books(holding, List.of(settled.hold()), List.of(movement)),
                "account %s: lists hold %s, which is not open".formatted(opened.id(), hold.id()));
        assertFault(
                books(settled.account(), List.of(hold), List.of(movement)),
                "account %s: does not list open hold %s".formatted(opened.id(), hold.id()));
    }

    @Test
    void anEntryWithoutItsAccountIsNamed() {
        assertThat(
                        Verification.of(
                                        new Books(
                                                List.of(), List.of(), List.of(movement), Map.of()))
                                .faults())
                .containsExactly(
                        "movement %s: belongs to account %s, which does not exist"
                                .formatted(movement.id(), opened.id()));
    }

    @Test
    void aCaptureAboveItsCapIsNamed() {
        var tooMuch = new Entry(Entry.Kind.CAPTURE, 3, Samples.NOW, Money.of(501, "EUR"));
        var key = settled.hold().receipt().orElseThrow();

        assertFault(
                books(
                        settled.account(),
                        List.of(hold.with(new HoldState.Captured(tooMuch, key))),
                        List.of(movement)),
                "grant %s: captured 5.01 EUR, more than its cap of 5.00 EUR".formatted(hold.id()));
    }

    @Test
    void postingsOfEveryEntrySumToZero() {
        var all = new ArrayList<Posting>(settled.hold().postings());
        all.addAll(movement.postings());
        all.addAll(SettleHold.byProof(hold, holding, Samples.NOW).orElseThrow().hold().postings());

        assertThat(all).hasSize(2 + 3 + 2 + 2 + 2);
        assertThat(all.stream().mapToLong(Posting::minorUnits).sum()).isZero();
    }

    private static Books books(Account account, List<Hold> holds, List<Movement> movements) {
        return new Books(List.of(account), holds, movements, Map.of());
    }

    private static void assertSound(Books books) {
        assertThat(Verification.of(books).faults()).isEmpty();
    }

    private static void assertFault(Books books, String fault) {
        assertThat(Verification.of(books).ok()).isFalse();
        assertThat(Verification.of(books).faults()).contains(fault);
    }
}
