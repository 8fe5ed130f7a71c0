package dev.coinless.wallet.phone;

import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.HeldGrant.Standing;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.receipt.KeptAck;
import dev.coinless.wallet.receipt.Settlement;
import dev.coinless.wallet.trigger.Arming;
import dev.coinless.wallet.trigger.Trigger;
import java.util.List;

/// One of each state and event, about one purchase at M7.
final class PurchaseTable {
    static final Fixture FIXTURE = new Fixture(1);
    static final Issue ISSUE = FIXTURE.issue(Fixture.M7, 1);
    static final HeldGrant OPEN = FIXTURE.grant(ISSUE);
    static final HeldGrant SHOWN = OPEN.with(Standing.PRESENTED);
    static final KeptAck ACK = FIXTURE.ack(Fixture.M7, 3);
    static final Problem PROBLEM = Problem.of(Refusal.TOO_FAR, "out of range");
    static final Settlement SETTLEMENT =
            new Settlement(OPEN.id(), Fixture.M7, "CAPTURED", Money.of(Fixture.PRICE, "EUR"));
    static final Trigger SWIPE = new Trigger.Swipe();

    static final List<State> STATES =
            List.of(
                    new State.Idle(),
                    new State.Scanning("M7", new Arming.Waiting()),
                    new State.Authorizing(ISSUE, new Arming.Waiting()),
                    new State.Granted(OPEN),
                    new State.Triggered(OPEN, Intent.PAY, 1),
                    new State.Presenting(SHOWN, Intent.PAY, 1, List.of(new State.Sent.Presented())),
                    new State.InSession(SHOWN, Intent.PAY, List.of()),
                    new State.Refused(SHOWN, Refusal.CODE_SPENT),
                    new State.Doubtful(SHOWN, Intent.PAY, 2),
                    new State.Retrying(SHOWN, Intent.PAY, 1),
                    new State.Unconfirmed(SHOWN),
                    new State.ReceiptReceived(OPEN.id()),
                    new State.Posted(SETTLEMENT));

    static final Event.ReceiptArrived RECEIPT = receipt();

    static final List<Event> EVENTS =
            List.of(
                    new Event.SeekAsked("M7"),
                    new Event.AuthorizeAsked(ISSUE),
                    new Event.Resumed(OPEN),
                    new Event.TriggerDetected(SWIPE),
                    new Event.CancelAsked(),
                    new Event.Found("M7", ISSUE),
                    new Event.NotFound("M7", PROBLEM),
                    new Event.WaitOver(),
                    new Event.GrantArrived(ISSUE.id(), OPEN),
                    new Event.GrantDenied(ISSUE.id(), PROBLEM),
                    new Event.GrantUnanswered(ISSUE.id(), PROBLEM, true),
                    new Event.ReceiptPosted(SETTLEMENT),
                    new Event.LinkUp(FIXTURE.status(Fixture.M7, 7), List.of()),
                    new Event.LinkLost(PROBLEM),
                    new Event.VerdictArrived(new Verdict.Accepted()),
                    new Event.SessionMoved(SessionState.SELECT),
                    RECEIPT,
                    new Event.CheckpointArrived(FIXTURE.checkpoint(2)));

    private PurchaseTable() {}

    private static Event.ReceiptArrived receipt() {
        var receipt = FIXTURE.receipt(OPEN, 1, Outcome.VENDED);
        return new Event.ReceiptArrived(receipt, FIXTURE.signed(receipt));
    }

    static String name(Object value) {
        return value.getClass().getSimpleName();
    }
}
