package dev.coinless.wallet.phone;

import dev.coinless.model.present.Verdict;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant.Standing;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.phone.Effect.Disconnect;
import dev.coinless.wallet.phone.Effect.EndWait;
import dev.coinless.wallet.phone.Effect.Keep;
import dev.coinless.wallet.phone.Effect.Tell;
import dev.coinless.wallet.phone.Effect.Wait;
import dev.coinless.wallet.phone.Event.Found;
import dev.coinless.wallet.phone.Event.FromCloud;
import dev.coinless.wallet.phone.Event.FromHolder;
import dev.coinless.wallet.phone.Event.FromModule;
import dev.coinless.wallet.phone.Event.LinkLost;
import dev.coinless.wallet.phone.Event.NotFound;
import dev.coinless.wallet.phone.Event.ReceiptArrived;
import dev.coinless.wallet.phone.Event.SessionMoved;
import dev.coinless.wallet.phone.Event.VerdictArrived;
import dev.coinless.wallet.phone.Event.WaitOver;
import dev.coinless.wallet.phone.State.Doubtful;
import dev.coinless.wallet.phone.State.InSession;
import dev.coinless.wallet.phone.State.Presenting;
import dev.coinless.wallet.phone.State.Refused;
import dev.coinless.wallet.phone.State.Sent;
import dev.coinless.wallet.phone.State.Unconfirmed;
import dev.coinless.wallet.store.WalletChange;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The part of [Purchase] while a module has the grant in front of it or serves it.
final class Conversation {
    /// Beyond every session of a machine: 60 s idle, 45 s for a request, the vend itself.
    static final Duration SESSION_WAIT = Duration.ofMinutes(3);

    /// Refusals after which presenting the grant again leads nowhere.
    private static final Set<Refusal> ENDING =
            EnumSet.of(
                    Refusal.STALE_CODE,
                    Refusal.CODE_SPENT,
                    Refusal.WRONG_MODULE,
                    Refusal.REVOKED,
                    Refusal.SUPERSEDED);

    private Conversation() {}

    static Step whenPresenting(Presenting state, Event event) {
        return switch (event) {
            case VerdictArrived(var verdict) -> verdict(state, verdict);
            case SessionMoved(var progress) ->
                    accepted(state, List.of(), new Tell(new News.Session(state.grant(), progress)));
            case ReceiptArrived(var receipt, var encoded)
                    when Contact.isOf(receipt, state.grant()) ->
                    Contact.done(state.grant(), receipt, encoded)
                            .after(new Tell(new News.Accepted(state.grant())));
            case LinkLost(var problem) ->
                    Aftermath.again(state.grant(), state.intent(), state.tries(), problem);
            case WaitOver _ ->
                    Aftermath.again(state.grant(), state.intent(), state.tries(), Contact.silent())
                            .after(new Disconnect());
            case FromHolder wish -> Contact.underWay(state, wish);
            case Found _, NotFound _ -> Step.to(state);
            case FromCloud late -> Purchase.late(state, late);
            case FromModule other -> Contact.kept(state, other);
        };
    }

    /// Verdicts come in the order of the messages.
    private static Step verdict(Presenting state, Verdict verdict) {
        if (state.unanswered().isEmpty()) {
            return Step.to(state);
        }
        var rest = state.unanswered().subList(1, state.unanswered().size());
        var waiting = new Presenting(state.grant(), state.intent(), state.tries(), rest);
        return switch (state.unanswered().getFirst()) {
            case Sent.KeyCertSent() -> Step.to(waiting);
            case Sent.AckSent ack -> acknowledged(waiting, ack, verdict);
            case Sent.Presented() ->
                    switch (verdict) {
                        case Verdict.Accepted() -> accepted(state, rest);
                        case Verdict.Refused(var reason) -> refused(state, reason);
                    };
            case Sent.PresentedAgain() ->
                    switch (verdict) {
                        case Verdict.Accepted() -> accepted(state, rest);
                        case Verdict.Refused(var reason) -> refusedAgain(state, reason);
                    };
        };
    }

    private static Step accepted(Presenting state, List<Sent> rest, Effect... more) {
        return Step.to(new InSession(state.grant(), state.intent(), rest), more)
                .after(new Wait(SESSION_WAIT), new Tell(new News.Accepted(state.grant())));
    }

    private static Step refused(Presenting state, Refusal reason) {
        var told = Purchase.refusal(reason, "the module said so");
        return ENDING.contains(reason)
                ? Step.to(
                        new Refused(state.grant(), reason),
                        new Keep(new WalletChange.GrantMoved(state.grant().id(), Standing.REFUSED)),
                        new Wait(Contact.PROOF_WAIT),
                        told)
                : Step.to(new Unconfirmed(state.grant()), new EndWait(), new Disconnect(), told);
    }

    private static Step refusedAgain(Presenting state, Refusal reason) {
        if (reason == Refusal.CODE_SPENT) {
            return Step.to(
                    new Doubtful(state.grant(), state.intent(), state.tries()),
                    new Wait(Contact.PROOF_WAIT));
        }
        if (reason == Refusal.BUSY) {
            var busy = Problem.of(reason, "the module said so");
            return Aftermath.again(state.grant(), state.intent(), state.tries(), busy)
                    .after(new Disconnect());
        }
        return refused(state, reason);
    }

    private static Step acknowledged(State waiting, Sent.AckSent sent, Verdict verdict) {
        // A module that is busy may take it next time; one that refuses it never will.
        return verdict.equals(new Verdict.Refused(Refusal.BUSY))
                ? Step.to(waiting)
                : Step.to(waiting, new Keep(new WalletChange.AckDelivered(sent.ack())));
    }

    static Step whenInSession(InSession state, Event event) {
        return switch (event) {
            case SessionMoved(var progress) ->
                    Step.to(state, new Tell(new News.Session(state.grant(), progress)));
            case VerdictArrived(var verdict) -> laterVerdict(state, verdict);
            case ReceiptArrived(var receipt, var encoded)
                    when Contact.isOf(receipt, state.grant()) ->
                    Contact.done(state.grant(), receipt, encoded);
            case LinkLost(var problem) ->
                    Aftermath.again(state.grant(), state.intent(), 1, problem);
            case WaitOver _ ->
                    Aftermath.again(state.grant(), state.intent(), 1, Contact.silent())
                            .after(new Disconnect());
            case FromHolder wish -> Contact.underWay(state, wish);
            case Found _, NotFound _ -> Step.to(state);
            case FromCloud late -> Purchase.late(state, late);
            case FromModule other -> Contact.kept(state, other);
        };
    }

    private static Step laterVerdict(InSession state, Verdict verdict) {
        if (state.unanswered().isEmpty()) {
            return Step.to(state);
        }
        var rest = state.unanswered().subList(1, state.unanswered().size());
        var waiting = new InSession(state.grant(), state.intent(), rest);
        return switch (state.unanswered().getFirst()) {
            case Sent.AckSent ack -> acknowledged(waiting, ack, verdict);
            case Sent.KeyCertSent(), Sent.Presented(), Sent.PresentedAgain() -> Step.to(waiting);
        };
    }
}
