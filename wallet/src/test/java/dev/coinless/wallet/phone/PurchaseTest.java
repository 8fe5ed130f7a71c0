package dev.coinless.wallet.phone;

import static dev.coinless.wallet.phone.PurchaseTable.ACK;
import static dev.coinless.wallet.phone.PurchaseTable.FIXTURE;
import static dev.coinless.wallet.phone.PurchaseTable.ISSUE;
import static dev.coinless.wallet.phone.PurchaseTable.OPEN;
import static dev.coinless.wallet.phone.PurchaseTable.PROBLEM;
import static dev.coinless.wallet.phone.PurchaseTable.RECEIPT;
import static dev.coinless.wallet.phone.PurchaseTable.SHOWN;
import static dev.coinless.wallet.phone.PurchaseTable.SWIPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant.Standing;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.store.WalletChange;
import dev.coinless.wallet.trigger.Arming;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchaseTest {
    private static final Effect FIRST_CONNECT = new Effect.Connect(Fixture.M7);

    @Test
    void aTriggerBeforeTheGrantWaitsAndFiresOnceAfterIt() {
        var asked = new State.Authorizing(ISSUE, new Arming.Waiting());

        var early = Purchase.step(asked, new Event.TriggerDetected(SWIPE));
        var twice = Purchase.step(early.next(), new Event.TriggerDetected(SWIPE));
        var granted = Purchase.step(twice.next(), new Event.GrantArrived(ISSUE.id(), OPEN));

        assertThat(early.effects()).doesNotContain(FIRST_CONNECT);
        assertThat(granted.next()).isEqualTo(new State.Triggered(OPEN, Intent.PAY, 1));
        assertThat(granted.effects()).containsOnlyOnce(FIRST_CONNECT);
        assertThat(granted.effects().getFirst())
                .isEqualTo(new Effect.Keep(new WalletChange.GrantKept(ISSUE.id(), OPEN)));
    }

    @Test
    void aRequestIsKeptBeforeItIsSent() {
        var step = Purchase.step(new State.Idle(), new Event.AuthorizeAsked(ISSUE));

        assertThat(step.effects())
                .containsSubsequence(
                        new Effect.Keep(new WalletChange.IssueStarted(ISSUE)),
                        new Effect.AskGrant(ISSUE));
    }

    @Test
    void aRequestThatMayHaveArrivedIsKeptAndOneThatCannotHaveIsNot() {
        var asked = new State.Authorizing(ISSUE, new Arming.Waiting());
        var forgotten = new Effect.Keep(new WalletChange.IssueEnded(ISSUE.id()));

        var perhaps = Purchase.step(asked, new Event.GrantUnanswered(ISSUE.id(), PROBLEM, true));
        var certainlyNot =
                Purchase.step(asked, new Event.GrantUnanswered(ISSUE.id(), PROBLEM, false));

        assertThat(perhaps.effects()).doesNotContain(forgotten);
        assertThat(certainlyNot.effects()).contains(forgotten);
    }

    @Test
    void theKeyCertificateGoesFirstOnlyToAModuleThatLacksIt() {
        var triggered = new State.Triggered(OPEN, Intent.PAY, 1);
        var keyCert = new Effect.Send(new Message(MessageKind.KEYCERT, OPEN.keyCert()));
        var behind = new Event.LinkUp(FIXTURE.status(Fixture.M7, 6), List.of());
        var current = new Event.LinkUp(FIXTURE.status(Fixture.M7, 7), List.of());

        var toOld = Purchase.step(triggered, behind);
        var toNew = Purchase.step(triggered, current);

        assertThat(toOld.effects())
                .containsSubsequence(
                        keyCert, new Effect.Present(OPEN, behind.status().nonce(), Intent.PAY));
        assertThat(toNew.effects()).doesNotContain(keyCert);
        assertThat(afterVerdict(toOld.next(), new Verdict.Accepted()))
                .isInstanceOf(State.Presenting.class);
        assertThat(afterVerdict(toNew.next(), new Verdict.Accepted()))
                .isInstanceOf(State.InSession.class);
    }

    @Test
    void keptAcknowledgementsAreDeliveredAndForgottenOnceTheModuleHasThem() {
        var link = new Event.LinkUp(FIXTURE.status(Fixture.M7, 7), List.of(ACK));

        var sent = Purchase.step(new State.Triggered(OPEN, Intent.PAY, 1), link);
        var session = afterVerdict(sent.next(), new Verdict.Accepted());
        var delivered = Purchase.step(session, new Event.VerdictArrived(new Verdict.Accepted()));
        var busy =
                Purchase.step(session, new Event.VerdictArrived(new Verdict.Refused(Refusal.BUSY)));

        var forgotten = new Effect.Keep(new WalletChange.AckDelivered(ACK));
        assertThat(sent.effects())
                .contains(new Effect.Send(new Message(MessageKind.ACK, ACK.encoded())));
        assertThat(delivered.effects()).contains(forgotten);
        assertThat(busy.effects()).doesNotContain(forgotten);
    }

    @Test
    void afterALostLinkSpentWithTheOwnReceiptIsASuccess() {
        var lost = Purchase.step(presenting(), new Event.LinkLost(PROBLEM));
        var again = Purchase.step(lost.next(), new Event.WaitOver());
        var up =
                Purchase.step(
                        again.next(), new Event.LinkUp(FIXTURE.status(Fixture.M7, 7), List.of()));
        var spent = afterVerdict(up.next(), new Verdict.Refused(Refusal.CODE_SPENT));
        var done = Purchase.step(spent, RECEIPT);

        assertThat(lost.next()).isInstanceOf(State.Retrying.class);
        assertThat(spent).isInstanceOf(State.Doubtful.class);
        assertThat(done.next()).isEqualTo(new State.ReceiptReceived(OPEN.id()));
        assertThat(done.effects()).contains(new Effect.Tell(new News.Accepted(SHOWN)));
    }

    @Test
    void presentingAgainIsBounded() {
        State state = presenting();
        int presentations = 1;
        while (!(state instanceof State.Unconfirmed)) {
            state =
                    switch (state) {
                        case State.Presenting _ -> next(state, new Event.LinkLost(PROBLEM));
                        case State.Retrying _ -> next(state, new Event.WaitOver());
                        case State.Triggered _ -> {
                            presentations++;
                            yield next(
                                    state,
                                    new Event.LinkUp(FIXTURE.status(Fixture.M7, 7), List.of()));
                        }
                        default -> throw new AssertionError("unexpected " + state);
                    };
        }

        assertThat(presentations).isEqualTo(Aftermath.MAX_TRIES);
    }

    @Test
    void aGrantThatWasNeverShownSurvivesAModuleOutOfRange() {
        State state = next(new State.Granted(OPEN), new Event.TriggerDetected(SWIPE));
        for (int i = 0; i < Approach.MAX_APPROACHES; i++) {
            state = next(state, new Event.LinkLost(PROBLEM));
        }

        assertThat(state).isEqualTo(new State.Granted(OPEN));
    }

    @Test
    void theProofBesideARefusalIsKeptAndPosted() {
        var checkpoint = FIXTURE.checkpoint(2);

        var refused = afterVerdict(presenting(), new Verdict.Refused(Refusal.STALE_CODE));
        var proof = Purchase.step(refused, new Event.CheckpointArrived(checkpoint));

        assertThat(proof.next()).isEqualTo(new State.Idle());
        assertThat(proof.effects())
                .containsSubsequence(
                        new Effect.Keep(new WalletChange.CheckpointKept(checkpoint)),
                        new Effect.Post());
    }

    @Test
    void theProofIsTakenBeforeTheRefusalToo() {
        var checkpoint = FIXTURE.checkpoint(2);

        var early = Purchase.step(presenting(), new Event.CheckpointArrived(checkpoint));

        assertThat(early.effects())
                .contains(new Effect.Keep(new WalletChange.CheckpointKept(checkpoint)));
        assertThat(early.next()).isEqualTo(presenting());
    }

    @Test
    void aBusyModuleLeavesTheGrantForTheNextSwipe() {
        var busy = afterVerdict(presenting(), new Verdict.Refused(Refusal.BUSY));
        var swipe = next(busy, new Event.TriggerDetected(SWIPE));

        assertThat(busy).isEqualTo(new State.Unconfirmed(SHOWN));
        assertThat(swipe).isEqualTo(new State.Triggered(SHOWN, Intent.PAY, 1));
    }

    @Test
    void cancellingAsksTheModuleToBurnTheCode() {
        var cancelled = next(new State.Granted(OPEN), new Event.CancelAsked());
        var link = new Event.LinkUp(FIXTURE.status(Fixture.M7, 7), List.of());

        var sent = Purchase.step(cancelled, link);

        assertThat(sent.effects())
                .contains(new Effect.Present(OPEN, link.status().nonce(), Intent.CANCEL));
    }

    @Test
    void aGrantThatNobodyWaitsForIsKeptNevertheless() {
        var late = Purchase.step(new State.Idle(), new Event.GrantArrived(ISSUE.id(), OPEN));

        assertThat(late.effects())
                .contains(new Effect.Keep(new WalletChange.GrantKept(ISSUE.id(), OPEN)));
    }

    @Test
    void aPresentedGrantIsKeptAsPresentedBeforeItIsSent() {
        var link = new Event.LinkUp(FIXTURE.status(Fixture.M7, 7), List.of());

        var sent = Purchase.step(new State.Triggered(OPEN, Intent.PAY, 1), link);

        assertThat(sent.effects().getFirst())
                .isEqualTo(
                        new Effect.Keep(
                                new WalletChange.GrantMoved(OPEN.id(), Standing.PRESENTED)));
    }

    private static State presenting() {
        return new State.Presenting(SHOWN, Intent.PAY, 1, List.of(new State.Sent.Presented()));
    }

    private static State afterVerdict(State state, Verdict verdict) {
        return next(state, new Event.VerdictArrived(verdict));
    }

    private static State next(State state, Event event) {
        return Purchase.step(state, event).next();
    }
}
