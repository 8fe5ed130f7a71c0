package dev.coinless.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Books with debts, liens and refunds, and books up to a version.
class BooksTest {

    private static final ReceiptKey KEY =
            new ReceiptKey(Samples.M7, new Generation(1), new Sequence(1));

    private final Samples samples = new Samples(25);
    private final Account opened = samples.account(0);
    private final Account credited = opened.credited(euros(600));
    private final Movement credit =
            new Movement(new UUID(0, 1), opened.id(), entry(Entry.Kind.CREDIT, 1, 600, 0));
    private final Hold held = samples.hold(credited, 5);
    private final Account holding = credited.with(held.open());
    private final Hold released =
            held.with(new HoldState.Released(held.releaseForNow(holding, Samples.NOW)));
    private final Account lien = holding.released(held.id());
    private final Hold captured =
            released.with(
                    new HoldState.Captured(released.capture(lien, euros(175), Samples.NOW), KEY));
    private final Account paid = released.ended(lien, euros(175));

    @Test
    void aLienAndALateCaptureBalance() {
        assertThat(faults(lien, List.of(released), credit)).isEmpty();
        assertThat(faults(paid, List.of(captured), credit)).isEmpty();
        assertThat(paid.available()).isEqualTo(euros(425));
    }

    @Test
    void aLienThatIsListedOnOneSideOnlyIsNamed() {
        assertThat(faults(lien, List.of(captured), credit))
                .contains(
                        "account %s: lists lien %s, which is not open"
                                .formatted(opened.id(), held.id()));
        assertThat(faults(lien.without(held.id()), List.of(released), credit))
                .contains(
                        "account %s: does not list open lien %s".formatted(opened.id(), held.id()));
    }

    @Test
    void oneAccountsHoldsAreNoneOfAnothers() {
        var other = samples.account(500);
        var theirs = samples.hold(other, 6);
        var theirCredit =
                new Movement(new UUID(0, 9), other.id(), entry(Entry.Kind.CREDIT, 1, 500, 0));
        var books =
                new Books(
                        List.of(holding, other.with(theirs.open())),
                        List.of(held, theirs),
                        List.of(credit, theirCredit),
                        Map.of());

        assertThat(Verification.of(books).faults()).isEmpty();
    }

    @Test
    void aDebtIsWhatTheRiskAccountPaidAndDidNotGetBack() {
        var owing = lien.without(held.id()).charged(euros(0));
        var poor = balances(owing, 0, 75);
        var spent = new Movement(new UUID(0, 2), opened.id(), entry(Entry.Kind.CREDIT, 5, 30, 30));
        var late =
                released.with(
                        new HoldState.Captured(entry(Entry.Kind.LATE_CAPTURE, 4, 175, 75), KEY));

        assertThat(faults(poor, List.of(late), credit))
                .doesNotContain(debtFault(75, 75))
                .anyMatch(fault -> fault.contains("available is 0, but its postings sum to 500"));
        assertThat(faults(balances(owing, 0, 74), List.of(late), credit))
                .contains(debtFault(74, 75));
        assertThat(faults(balances(owing, 0, 45), List.of(late), credit, spent))
                .noneMatch(fault -> fault.contains("debt"));
        assertThat(faults(balances(owing, 0, 75), List.of(late), credit, spent))
                .contains(debtFault(75, 45));
    }

    @Test
    void aRefundGivesBackWhatWasCapturedAtMostAndOnce() {
        var full = refund(2, held.id(), "A", 175, 5);
        var refunded = paid.credited(euros(175));
        assertThat(faults(refunded, List.of(captured), credit, full)).isEmpty();

        for (var unjustified :
                List.of(
                        refund(2, held.id(), "A", 176, 5),
                        refund(2, held.id(), "B", 175, 5),
                        refund(2, new GrantId(samples.generator().bytes(16)), "A", 175, 5))) {
            assertThat(faults(refunded, List.of(captured), credit, unjustified))
                    .contains(refundFault(unjustified));
        }
        var again = refund(3, held.id(), "A", 1, 6);
        assertThat(faults(refunded, List.of(captured), credit, full, again))
                .contains(refundFault(again))
                .doesNotContain(refundFault(full));
    }

    @Test
    void aRefundToAnotherAccountIsNamed() {
        var other = samples.account(0);
        var stolen =
                new Movement(
                        new UUID(0, 2),
                        other.id(),
                        entry(Entry.Kind.REFUND, 1, 175, 0),
                        new Movement.Origin.Refund(held.id(), "A"));
        var books =
                new Books(
                        List.of(paid, other.credited(euros(175))),
                        List.of(captured),
                        List.of(credit, stolen),
                        Map.of());

        assertThat(Verification.of(books).faults()).containsExactly(refundFault(stolen));
    }

    @Test
    void theFaultyHistoryOfAHoldIsNamedAndNothingIsSummedOfIt() {
        var broken = held.with(new HoldState.Captured(entry(Entry.Kind.RELEASE, 3, 0, 0), KEY));

        assertThat(faults(holding, List.of(broken), credit))
                .contains(
                        "grant %s: RELEASE is no entry that may come here".formatted(held.id()),
                        "account %s: held is 500, but its postings sum to 0"
                                .formatted(opened.id()));
    }

    @Test
    void entriesAndAccountsAreCounted() {
        var verification = Verification.of(books(paid, List.of(captured), credit));

        assertThat(verification.entries()).isEqualTo(4);
        assertThat(verification.accounts()).isEqualTo(1);
        assertThat(verification.ok()).isTrue();
        assertThat(verification.with(List.of("more")).faults()).containsExactly("more");
        assertThat(verification.with(List.of("more")).entries()).isEqualTo(4);
        assertThat(verification.with(List.of("more")).ok()).isFalse();
        assertThat(verification.balances())
                .containsEntry(LedgerAccount.payable("A"), 175L)
                .containsEntry(LedgerAccount.available(opened.id()), 425L);
    }

    @Test
    void booksUpToAVersionAreThoseOfThen() {
        var books = books(paid, List.of(captured), credit);
        var states = List.of(opened, credited, holding, lien, paid);
        for (int version = 0; version < states.size(); version++) {
            var then = List.of(states.get(version));

            var earlier = books.upTo(then, Map.of(opened.id(), (long) version));

            assertThat(Verification.of(earlier).faults()).as("version %d", version).isEmpty();
            assertThat(earlier.accounts()).isEqualTo(then);
            assertThat(earlier.movements()).hasSize(version < 1 ? 0 : 1);
            assertThat(earlier.holds()).hasSize(version < 2 ? 0 : 1);
        }
    }

    @Test
    void anAccountOfWhichNoVersionIsGivenKeepsEverything() {
        var books = books(paid, List.of(captured), credit);

        assertThat(books.upTo(List.of(paid), Map.<AccountId, Long>of())).isEqualTo(books);
    }

    private String debtFault(long stored, long summed) {
        return "account %s: debt is %d, but its postings sum to %d"
                .formatted(opened.id(), stored, summed);
    }

    private static String refundFault(Movement refund) {
        return "movement %s: refunds %s, which grant %s does not justify"
                .formatted(
                        refund.id(),
                        refund.entry().amount(),
                        ((Movement.Origin.Refund) refund.origin()).grant());
    }

    private Movement refund(long id, GrantId grant, String operator, long amount, long version) {
        return new Movement(
                new UUID(0, id),
                opened.id(),
                entry(Entry.Kind.REFUND, version, amount, 0),
                new Movement.Origin.Refund(grant, operator));
    }

    private Account balances(Account account, long available, long debt) {
        return new Account(
                account.id(),
                account.key(),
                account.version(),
                euros(available),
                account.held(),
                euros(debt),
                account.holds(),
                account.liens(),
                account.conduct());
    }

    private static List<String> faults(Account account, List<Hold> holds, Movement... movements) {
        return Verification.of(books(account, holds, movements)).faults();
    }

    private static Books books(Account account, List<Hold> holds, Movement... movements) {
        return new Books(List.of(account), holds, new ArrayList<>(List.of(movements)), Map.of());
    }

    private static Entry entry(Entry.Kind kind, long version, long amount, long risk) {
        return new Entry(kind, version, Samples.NOW, euros(amount), euros(risk));
    }

    private static Money euros(long cents) {
        return Money.of(cents, "EUR");
    }
}
