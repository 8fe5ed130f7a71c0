package dev.coinless.wallet.phone;

import dev.coinless.model.present.Intent;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.phone.Effect.AskGrant;
import dev.coinless.wallet.phone.Effect.Connect;
import dev.coinless.wallet.phone.Effect.Disconnect;
import dev.coinless.wallet.phone.Effect.Keep;
import dev.coinless.wallet.phone.Effect.Post;
import dev.coinless.wallet.phone.Effect.Seek;
import dev.coinless.wallet.phone.Effect.Tell;
import dev.coinless.wallet.phone.Event.AuthorizeAsked;
import dev.coinless.wallet.phone.Event.CancelAsked;
import dev.coinless.wallet.phone.Event.CheckpointArrived;
import dev.coinless.wallet.phone.Event.Found;
import dev.coinless.wallet.phone.Event.FromCloud;
import dev.coinless.wallet.phone.Event.FromHolder;
import dev.coinless.wallet.phone.Event.FromModule;
import dev.coinless.wallet.phone.Event.FromPhone;
import dev.coinless.wallet.phone.Event.GrantArrived;
import dev.coinless.wallet.phone.Event.GrantDenied;
import dev.coinless.wallet.phone.Event.GrantUnanswered;
import dev.coinless.wallet.phone.Event.LinkLost;
import dev.coinless.wallet.phone.Event.LinkUp;
import dev.coinless.wallet.phone.Event.NotFound;
import dev.coinless.wallet.phone.Event.ReceiptArrived;
import dev.coinless.wallet.phone.Event.ReceiptPosted;
import dev.coinless.wallet.phone.Event.Resumed;
import dev.coinless.wallet.phone.Event.SeekAsked;
import dev.coinless.wallet.phone.Event.SessionMoved;
import dev.coinless.wallet.phone.Event.TriggerDetected;
import dev.coinless.wallet.phone.Event.VerdictArrived;
import dev.coinless.wallet.phone.Event.WaitOver;
import dev.coinless.wallet.phone.State.Authorizing;
import dev.coinless.wallet.phone.State.Doubtful;
import dev.coinless.wallet.phone.State.Granted;
import dev.coinless.wallet.phone.State.Idle;
import dev.coinless.wallet.phone.State.InSession;
import dev.coinless.wallet.phone.State.Posted;
import dev.coinless.wallet.phone.State.Presenting;
import dev.coinless.wallet.phone.State.ReceiptReceived;
import dev.coinless.wallet.phone.State.Refused;
import dev.coinless.wallet.phone.State.Retrying;
import dev.coinless.wallet.phone.State.Scanning;
import dev.coinless.wallet.phone.State.Triggered;
import dev.coinless.wallet.phone.State.Unconfirmed;
import dev.coinless.wallet.store.WalletChange;
import dev.coinless.wallet.trigger.Arming;
import dev.coinless.wallet.trigger.Arming.Armed;
import dev.coinless.wallet.trigger.Arming.Waiting;
import dev.coinless.wallet.trigger.Trigger;

/// A purchase as the phone lives it: `(state, event) -> (next state, effects)`.
///
/// Reads no clock, draws no random number and touches neither radio nor network. What the module
/// signs is kept in every state; no message goes to a module before a trigger. The states of the
/// contact with the module are in [Approach], [Conversation] and [Aftermath].
public final class Purchase {
    private Purchase() {}

    public static Step step(State state, Event event) {
        return switch (state) {
            case Idle idle -> whenResting(idle, event);
            case Scanning scanning -> whenScanning(scanning, event);
            case Authorizing authorizing -> whenAuthorizing(authorizing, event);
            case Granted granted -> whenHolding(granted, granted.grant(), event);
            case Triggered triggered -> Approach.whenTriggered(triggered, event);
            case Presenting presenting -> Conversation.whenPresenting(presenting, event);
            case InSession session -> Conversation.whenInSession(session, event);
            case Refused refused -> Aftermath.whenRefused(refused, event);
            case Doubtful doubtful -> Aftermath.whenDoubtful(doubtful, event);
            case Retrying retrying -> Aftermath.whenRetrying(retrying, event);
            case Unconfirmed unconfirmed -> whenHolding(unconfirmed, unconfirmed.grant(), event);
            case ReceiptReceived received -> whenReceiptReceived(received, event);
            case Posted posted -> whenResting(posted, event);
        };
    }

    static Step whenResting(State state, Event event) {
        return switch (event) {
            case FromHolder wish -> begin(state, wish);
            case FromPhone late -> late(state, late);
            case FromCloud late -> late(state, late);
            case FromModule late -> late(state, late);
        };
    }

    private static Step whenReceiptReceived(ReceiptReceived state, Event event) {
        return switch (event) {
            case ReceiptPosted(var settlement) when settlement.grant().equals(state.grant()) ->
                    Step.to(new Posted(settlement), new Tell(new News.Settled(settlement)));
            case FromHolder _, FromPhone _, FromCloud _, FromModule _ -> whenResting(state, event);
        };
    }

    private static Step whenScanning(Scanning state, Event event) {
        return switch (event) {
            case Found(var wanted, var issue) when wanted.equals(state.wanted()) ->
                    ask(issue, state.arming());
            case NotFound(var wanted, var problem) when wanted.equals(state.wanted()) ->
                    noGrant(state.arming(), problem);
            case TriggerDetected(var trigger) ->
                    Step.to(
                            new Scanning(state.wanted(), new Armed(trigger)),
                            new Tell(new News.TriggerTaken(trigger)));
            case CancelAsked _ -> noGrant(state.arming(), cancelled());
            case SeekAsked _, AuthorizeAsked _, Resumed _ -> busy(state);
            case FromPhone late -> late(state, late);
            case FromCloud late -> late(state, late);
            case FromModule late -> late(state, late);
        };
    }

    private static Step whenAuthorizing(Authorizing state, Event event) {
        var issue = state.issue();
        return switch (event) {
            case GrantArrived(var id, var grant) when id.equals(issue.id()) ->
                    arrived(state.arming(), id, grant);
            case GrantDenied(var id, var problem) when id.equals(issue.id()) ->
                    noGrant(state.arming(), problem)
                            .after(new Keep(new WalletChange.IssueEnded(id)));
            case GrantUnanswered(var id, var problem, boolean reached) when id.equals(issue.id()) ->
                    reached
                            ? noGrant(state.arming(), problem)
                            : noGrant(state.arming(), problem)
                                    .after(new Keep(new WalletChange.IssueEnded(id)));
            case TriggerDetected(var trigger) ->
                    Step.to(
                            new Authorizing(issue, new Armed(trigger)),
                            new Tell(new News.TriggerTaken(trigger)));
            case CancelAsked _ ->
                    Step.to(
                            new Authorizing(issue, new Waiting()),
                            new Tell(new News.NotAccepted(cancelled())));
            case SeekAsked _, AuthorizeAsked _, Resumed _ -> busy(state);
            case FromPhone late -> late(state, late);
            case FromCloud late -> late(state, late);
            case FromModule late -> late(state, late);
        };
    }

    private static Step arrived(
            Arming arming, dev.coinless.model.id.RequestId id, HeldGrant grant) {
        var next =
                switch (arming) {
                    case Waiting() -> Step.to(new Granted(grant));
                    case Armed _ -> approach(grant, Intent.PAY);
                };
        return next.after(
                new Keep(new WalletChange.GrantKept(id, grant)),
                new Tell(new News.GrantReady(grant)));
    }

    /// With a grant in the hand, never presented or of unknown fate.
    private static Step whenHolding(State state, HeldGrant grant, Event event) {
        return switch (event) {
            case TriggerDetected(var trigger) -> trigger(grant, trigger);
            case CancelAsked _ when grant.isForSelection() ->
                    Step.to(
                            state,
                            refusal(
                                    Refusal.NOT_YET,
                                    "a selection is cancelled at the machine, or ends by itself"));
            case CancelAsked _ -> approach(grant, Intent.CANCEL);
            case SeekAsked _, AuthorizeAsked _, Resumed _ -> whenResting(state, event);
            case ReceiptArrived(var receipt, var encoded) when receipt.grant().equals(grant.id()) ->
                    Step.to(
                            new ReceiptReceived(grant.id()),
                            new Keep(new WalletChange.ReceiptKept(grant.id(), encoded)),
                            new Post(),
                            new Tell(new News.ReceiptKept(receipt)));
            case FromPhone late -> late(state, late);
            case FromCloud late -> late(state, late);
            case FromModule late -> late(state, late);
        };
    }

    static Step trigger(HeldGrant grant, Trigger trigger) {
        return approach(grant, Intent.PAY).after(new Tell(new News.TriggerTaken(trigger)));
    }

    static Step approach(HeldGrant grant, Intent intent) {
        return Step.to(new Triggered(grant, intent, 1), new Connect(grant.module()));
    }

    /// A holder's wish when nothing is under way.
    static Step begin(State state, FromHolder wish) {
        return switch (wish) {
            case SeekAsked(var wanted, var choice) ->
                    Step.to(new Scanning(wanted, new Waiting()), new Seek(wanted, choice));
            case AuthorizeAsked(var issue) -> ask(issue, new Waiting());
            case Resumed(var grant) ->
                    Step.to(
                            grant.standing() == HeldGrant.Standing.OPEN
                                    ? new Granted(grant)
                                    : new Unconfirmed(grant));
            case TriggerDetected _ ->
                    Step.to(
                            state,
                            refusal(Refusal.NOT_YET, "there is no grant to present, tap first"));
            case CancelAsked _ ->
                    Step.to(state, refusal(Refusal.NOT_YET, "there is no grant to cancel"));
        };
    }

    private static Step ask(Issue issue, Arming arming) {
        return Step.to(
                new Authorizing(issue, arming),
                new Keep(new WalletChange.IssueStarted(issue)),
                new Tell(new News.Asking(issue)),
                new AskGrant(issue));
    }

    private static Step noGrant(Arming arming, Problem problem) {
        var told = new Tell(new News.NoGrant(problem));
        return switch (arming) {
            case Waiting() -> Step.to(new Idle(), told);
            case Armed _ -> Step.to(new Idle(), told, new Tell(new News.NotAccepted(problem)));
        };
    }

    /// What the module signed is kept whenever it comes; the rest is about a contact that is over.
    static Step late(State state, FromModule event) {
        return switch (event) {
            case ReceiptArrived(var receipt, var encoded) ->
                    Step.to(
                            state,
                            new Keep(new WalletChange.ReceiptKept(receipt.grant(), encoded)),
                            new Post(),
                            new Tell(new News.ReceiptKept(receipt)));
            case CheckpointArrived(var encoded) ->
                    Step.to(state, new Keep(new WalletChange.CheckpointKept(encoded)), new Post());
            case LinkUp _ -> Step.to(state, new Disconnect());
            case LinkLost _, VerdictArrived _, SessionMoved _ -> Step.to(state);
        };
    }

    /// A grant is money on hold, so it is kept even if nobody waits for it any more.
    static Step late(State state, FromCloud event) {
        return switch (event) {
            case GrantArrived(var id, var grant) ->
                    Step.to(
                            state,
                            new Keep(new WalletChange.GrantKept(id, grant)),
                            new Tell(new News.GrantReady(grant)));
            case GrantDenied(var id, _) ->
                    Step.to(state, new Keep(new WalletChange.IssueEnded(id)));
            case GrantUnanswered(var id, _, boolean reached) ->
                    reached
                            ? Step.to(state)
                            : Step.to(state, new Keep(new WalletChange.IssueEnded(id)));
            case ReceiptPosted(var settlement) ->
                    Step.to(state, new Tell(new News.Settled(settlement)));
        };
    }

    /// The only waits that outlive their state are for a module's last words.
    static Step late(State state, FromPhone event) {
        return switch (event) {
            case WaitOver _ -> Step.to(state, new Disconnect());
            case Found _, NotFound _ -> Step.to(state);
        };
    }

    static Step busy(State state) {
        return Step.to(
                state,
                new Tell(
                        new News.NoGrant(
                                Problem.of(Refusal.BUSY, "another purchase is under way"))));
    }

    static Tell refusal(Refusal reason, String detail) {
        return new Tell(new News.NotAccepted(Problem.of(reason, detail)));
    }

    private static Problem cancelled() {
        return Problem.of(Refusal.NOT_YET, "cancelled before there was a grant");
    }
}
