package dev.coinless.functions.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Books;
import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.redeem.Judgement;
import dev.coinless.functions.redeem.SettleHold;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The audit finds what is wrong, and nothing else while something is sold.
class VerifyLedgerTest {

    final Samples samples = new Samples(8);
    final Account opened = samples.account(0);
    final Account credited = opened.credited(Money.of(1000, "EUR"));
    final Movement movement =
            new Movement(
                    new UUID(0, 1),
                    opened.id(),
                    new Entry(Entry.Kind.CREDIT, 1, Samples.NOW, Money.of(1000, "EUR")));
    final Hold hold = samples.hold(credited, 5);
    final Account holding = credited.with(hold.open());
    final StoredReceipt receipt = samples.receipt(hold, Outcome.VENDED, 175);
    final SettleHold.Settled settled =
            SettleHold.by(receipt.receipt(), Judgement.SALE, hold, holding, Samples.NOW)
                    .orElseThrow();

    /// The account after each entry, and the hold as it is then.
    final List<Account> accounts = List.of(opened, credited, holding, settled.account());

    final List<Optional<Hold>> holds =
            List.of(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(hold),
                    Optional.of(settled.hold()));

    /// Reads what it was given, one after the other; then all is as at the end.
    record Readings(Queue<Books> books, Account end) implements Books.Reader {

        @Override
        public Books read() {
            return books.remove();
        }

        @Override
        public Optional<Account> account(AccountId id) {
            return Optional.of(end).filter(account -> account.id().equals(id));
        }
    }

    @Test
    void aSaleDuringTheReadingIsNoFaultWhicheverItemsItWasSeenIn() {
        for (int account = 0; account < 4; account++) {
            for (int item = 0; item < 4; item++) {
                for (int credit = 0; credit < 4; credit++) {
                    for (int later = Math.max(account, Math.max(item, credit));
                            later < 4;
                            later++) {
                        var verification =
                                verify(books(account, item, credit), books(account, later, later));

                        assertThat(verification)
                                .as("%d %d %d %d", account, item, credit, later)
                                .isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void anAccountThatIsOpenedDuringTheReadingIsNoFault() {
        var before = new Books(List.of(), List.of(), List.of(movement), Map.of());

        assertThat(verify(before, books(3, 3, 3))).isEmpty();
    }

    @Test
    void anAccountThatWasSetBackIsFoundAlthoughItFitsItsEarlierEntries() {
        var setBack = new Readings(twice(books(1, 3, 3)), credited);

        assertThat(new VerifyLedger(setBack, PaymentUnit.ENVIRONMENT).verify().faults())
                .contains(
                        "account %s: grant %s made version 2, but the account is at 1"
                                .formatted(opened.id(), hold.id()));
    }

    @Test
    void anEntryThatIsMissingIsStillMissingInTheSecondReading() {
        var without =
                new Books(
                        List.of(settled.account()),
                        List.of(settled.hold()),
                        List.of(),
                        receipts(receipt));

        assertThat(verify(without, without))
                .contains("account %s: the entry of version 1 is missing".formatted(opened.id()));
    }

    @Test
    void aCaptureWhoseReceiptIsNotStoredIsNamed() {
        assertFault(
                settled.hold(),
                Map.of(),
                "grant %s: ended by receipt 0a0b0c0d0e07#1#1, which is not stored");
    }

    @Test
    void aCaptureByAReceiptOfAnotherGrantIsNamed() {
        var other = samples.hold(credited, 6);
        var foreign = samples.receiptInPlaceOf(receipt, other, 175);

        assertFault(
                settled.hold(),
                receipts(foreign),
                "grant %s: ended by receipt 0a0b0c0d0e07#1#1, which names grant " + other.id());
    }

    @Test
    void aCaptureWithoutTheHoldersEvidenceIsNamed() {
        var other = samples.hold(credited, 6);
        var unproven =
                samples.receipt(
                        Samples.M7,
                        new Sequence(1),
                        Receipt.NO_PREVIOUS,
                        hold,
                        samples.proof(other, Intent.PAY),
                        Outcome.VENDED,
                        175);

        assertFault(
                settled.hold(),
                receipts(unproven),
                "grant %s: is Captured with 175 captured, which receipt 0a0b0c0d0e07#1#1"
                        + " (NO_PROOF, 175) does not prove");
    }

    @Test
    void aCaptureOfMoreThanTheReceiptSaysIsNamed() {
        var cheaper = samples.receiptInPlaceOf(receipt, hold, 174);

        assertFault(
                settled.hold(),
                receipts(cheaper),
                "grant %s: is Captured with 175 captured, which receipt 0a0b0c0d0e07#1#1 (SALE,"
                        + " 174) does not prove");
    }

    @Test
    void aSaleThatWasVoidedIsNamed() {
        var voided =
                hold.with(new HoldState.Voided(hold.release(holding, Samples.NOW), receipt.key()));

        assertFault(
                voided,
                receipts(receipt),
                "grant %s: is Voided with 0 captured, which receipt 0a0b0c0d0e07#1#1 (SALE, 175)"
                        + " does not prove");
    }

    private void assertFault(Hold ended, Map<ReceiptKey, Receipt> receipts, String fault) {
        var broken =
                new Books(List.of(settled.account()), List.of(ended), List.of(movement), receipts);

        assertThat(verify(broken, broken)).contains(fault.formatted(hold.id()));
    }

    private List<String> verify(Books first, Books second) {
        var readings = new Readings(new ArrayDeque<>(List.of(first, second)), settled.account());
        return new VerifyLedger(readings, PaymentUnit.ENVIRONMENT).verify().faults();
    }

    private static Queue<Books> twice(Books books) {
        return new ArrayDeque<>(List.of(books, books));
    }

    /// Books whose items were read after so many entries each.
    private Books books(int account, int item, int credit) {
        return new Books(
                List.of(accounts.get(account)),
                holds.get(item).stream().toList(),
                credit == 0 ? List.of() : List.of(movement),
                item < 3 ? Map.of() : receipts(receipt));
    }

    private static Map<ReceiptKey, Receipt> receipts(StoredReceipt stored) {
        return Map.of(stored.key(), stored.receipt());
    }
}
