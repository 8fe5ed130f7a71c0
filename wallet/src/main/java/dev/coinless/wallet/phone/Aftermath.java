package dev.coinless.wallet.phone;

import dev.coinless.model.present.Intent;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.HeldGrant.Standing;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.phone.Effect.Connect;
import dev.coinless.wallet.phone.Effect.Disconnect;
import dev.coinless.wallet.phone.Effect.EndWait;
import dev.coinless.wallet.phone.Effect.Keep;
import dev.coinless.wallet.phone.Effect.Tell;
import dev.coinless.wallet.phone.Effect.Wait;
import dev.coinless.wallet.phone.Event.AuthorizeAsked;
import dev.coinless.wallet.phone.Event.CancelAsked;
import dev.coinless.wallet.phone.Event.CheckpointArrived;
import dev.coinless.wallet.phone.Event.Found;
import dev.coinless.wallet.phone.Event.FromCloud;
import dev.coinless.wallet.phone.Event.FromHolder;
import dev.coinless.wallet.phone.Event.FromModule;
import dev.coinless.wallet.phone.Event.LinkLost;
import dev.coinless.wallet.phone.Event.NotFound;
import dev.coinless.wallet.phone.Event.ReceiptArrived;
import dev.coinless.wallet.phone.Event.Resumed;
import dev.coinless.wallet.phone.Event.SeekAsked;
import dev.coinless.wallet.phone.Event.TriggerDetected;
import dev.coinless.wallet.phone.Event.WaitOver;
import dev.coinless.wallet.phone.State.Doubtful;
import dev.coinless.wallet.phone.State.Idle;
import dev.coinless.wallet.phone.State.Refused;
import dev.coinless.wallet.phone.State.Retrying;
import dev.coinless.wallet.phone.State.Triggered;
import dev.coinless.wallet.phone.State.Unconfirmed;
import dev.coinless.wallet.store.WalletChange;
import java.time.Duration;
import java.util.List;

/// The part of [Purchase] after a contact that did not end in a receipt: the module refused, or
/// what became of the grant is not known.
final class Aftermath {
    /// Presentations of one grant, the first included. With the delays below they cover the 60 s
    /// after which an idle machine session ends.
    static final int MAX_TRIES = 8;

    /// Waits before the second, third ... presentation; the last one repeats.
    private static final List<Duration> DELAYS =
            List.of(
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30));

    private Aftermath() {}

    static Step whenRefused(Refused state, Event event) {
        return switch (event) {
            case CheckpointArrived proof ->
                    Purchase.late(new Idle(), proof).after(new EndWait(), new Disconnect());
            case ReceiptArrived(var receipt, var encoded)
                    when Contact.isOf(receipt, state.grant()) ->
                    Contact.done(state.grant(), receipt, encoded);
            case WaitOver _ -> Step.to(new Idle(), new Disconnect());
            case LinkLost _ -> Step.to(new Idle(), new EndWait());
            case FromHolder wish -> Purchase.begin(state, wish);
            case Found _, NotFound _ -> Step.to(state);
            case FromCloud late -> Purchase.late(state, late);
            case FromModule other -> Contact.kept(state, other);
        };
    }

    static Step whenDoubtful(Doubtful state, Event event) {
        return switch (event) {
            case ReceiptArrived(var receipt, var encoded)
                    when Contact.isOf(receipt, state.grant()) ->
                    Contact.done(state.grant(), receipt, encoded)
                            .after(new Tell(new News.Accepted(state.grant())));
            case WaitOver _ -> stillInDoubt(state).after(new Disconnect());
            case LinkLost _ -> stillInDoubt(state);
            case FromHolder wish -> Contact.underWay(state, wish);
            case Found _, NotFound _ -> Step.to(state);
            case FromCloud late -> Purchase.late(state, late);
            case FromModule other -> Contact.kept(state, other);
        };
    }

    /// No receipt came: the session may still be open, so ask again; in the end it was somebody
    /// else.
    private static Step stillInDoubt(Doubtful state) {
        var spent = Problem.of(Refusal.CODE_SPENT, "the module said so");
        return state.tries() < MAX_TRIES
                ? again(state.grant(), state.intent(), state.tries(), spent)
                : Step.to(
                        new Idle(),
                        new EndWait(),
                        new Keep(new WalletChange.GrantMoved(state.grant().id(), Standing.REFUSED)),
                        new Tell(new News.NotAccepted(spent)));
    }

    static Step whenRetrying(Retrying state, Event event) {
        return switch (event) {
            case WaitOver _ -> retry(state);
            case TriggerDetected _ -> retry(state).after(new EndWait());
            case CancelAsked wish -> Contact.underWay(state, wish);
            case SeekAsked _, AuthorizeAsked _, Resumed _ ->
                    Purchase.begin(state, (FromHolder) event)
                            .after(
                                    new EndWait(),
                                    Purchase.refusal(
                                            Refusal.TOO_FAR,
                                            "given up for another purchase, its fate is open"));
            case ReceiptArrived(var receipt, var encoded)
                    when Contact.isOf(receipt, state.grant()) ->
                    Contact.done(state.grant(), receipt, encoded);
            case Found _, NotFound _ -> Step.to(state);
            case FromCloud late -> Purchase.late(state, late);
            case FromModule late -> Purchase.late(state, late);
        };
    }

    private static Step retry(Retrying state) {
        return Step.to(
                new Triggered(state.grant(), state.intent(), state.tries() + 1),
                new Connect(state.grant().module()));
    }

    static Step again(HeldGrant grant, Intent intent, int tries, Problem problem) {
        if (tries >= MAX_TRIES) {
            return Step.to(
                    new Unconfirmed(grant), new EndWait(), new Tell(new News.NotAccepted(problem)));
        }
        var delay = DELAYS.get(Math.min(tries, DELAYS.size()) - 1);
        return Step.to(new Retrying(grant, intent, tries), new Wait(delay));
    }
}
