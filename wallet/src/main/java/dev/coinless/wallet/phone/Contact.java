package dev.coinless.wallet.phone;

import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.HeldGrant.Standing;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.phone.Effect.Connect;
import dev.coinless.wallet.phone.Effect.Disconnect;
import dev.coinless.wallet.phone.Effect.EndWait;
import dev.coinless.wallet.phone.Effect.Keep;
import dev.coinless.wallet.phone.Effect.Post;
import dev.coinless.wallet.phone.Effect.Present;
import dev.coinless.wallet.phone.Effect.Send;
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
import dev.coinless.wallet.phone.Event.LinkUp;
import dev.coinless.wallet.phone.Event.NotFound;
import dev.coinless.wallet.phone.Event.ReceiptArrived;
import dev.coinless.wallet.phone.Event.Resumed;
import dev.coinless.wallet.phone.Event.SeekAsked;
import dev.coinless.wallet.phone.Event.SessionMoved;
import dev.coinless.wallet.phone.Event.TriggerDetected;
import dev.coinless.wallet.phone.Event.VerdictArrived;
import dev.coinless.wallet.phone.Event.WaitOver;
import dev.coinless.wallet.phone.State.Doubtful;
import dev.coinless.wallet.phone.State.Granted;
import dev.coinless.wallet.phone.State.Idle;
import dev.coinless.wallet.phone.State.InSession;
import dev.coinless.wallet.phone.State.Presenting;
import dev.coinless.wallet.phone.State.ReceiptReceived;
import dev.coinless.wallet.phone.State.Refused;
import dev.coinless.wallet.phone.State.Retrying;
import dev.coinless.wallet.phone.State.Sent;
import dev.coinless.wallet.phone.State.Triggered;
import dev.coinless.wallet.phone.State.Unconfirmed;
import dev.coinless.wallet.store.WalletChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The part of [Purchase] from the trigger to the receipt: one grant, one module, as many
/// connections as it takes.
final class Contact {
    /// Connections attempted for a grant that was never presented; each has its own bounded search.
    static final int MAX_APPROACHES = 3;

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

    /// A module answers in well under a second; its limiter counts by the second.
    static final Duration VERDICT_WAIT = Duration.ofSeconds(5);

    /// Beyond every session of a machine: 60 s idle, 45 s for a request, the vend itself.
    static final Duration SESSION_WAIT = Duration.ofMinutes(3);

    /// How long a refusing module may take to hand over its proof.
    static final Duration PROOF_WAIT = Duration.ofMillis(700);

    /// After the receipt, time for what is still being sent (acknowledgements); then the phone
    /// hangs up.
    static final Duration FAREWELL = Duration.ofMillis(500);

    /// Refusals after which presenting the grant again leads nowhere.
    private static final Set<Refusal> ENDING =
            EnumSet.of(
                    Refusal.STALE_CODE,
                    Refusal.CODE_SPENT,
                    Refusal.WRONG_MODULE,
                    Refusal.REVOKED,
                    Refusal.SUPERSEDED);

    private Contact() {}

    static Step whenTriggered(Triggered state, Event event) {
        return switch (event) {
            case LinkUp link -> present(state, link);
            case LinkLost(var problem) -> notReached(state, problem);
            case FromHolder wish -> underWay(state, wish);
            case Found _, NotFound _, WaitOver _ -> Step.to(state);
            case FromCloud late -> Purchase.late(state, late);
            case FromModule late -> Purchase.late(state, late);
        };
    }

    private static Step present(Triggered state, LinkUp link) {
        var grant = state.grant();
        var effects = new ArrayList<Effect>();
        var unanswered = new ArrayList<Sent>();
        effects.add(new Keep(new WalletChange.GrantMoved(grant.id(), Standing.PRESENTED)));
        if (link.status().serialOf(KeyUsage.GRANT).compareTo(grant.token().issuer()) < 0) {
            effects.add(new Send(new Message(MessageKind.KEYCERT, grant.keyCert())));
            unanswered.add(new Sent.KeyCertSent());
        }
        effects.add(
                grant.isForSelection()
                        ? new Send(new Message(MessageKind.GRANT, grant.token().encoded()))
                        : new Present(grant, link.status().nonce(), state.intent()));
        unanswered.add(
                grant.standing() == Standing.OPEN
                        ? new Sent.Presented()
                        : new Sent.PresentedAgain());
        for (var ack : link.acks()) {
            effects.add(new Send(new Message(MessageKind.ACK, ack.encoded())));
            unanswered.add(new Sent.AckSent(ack));
        }
        effects.add(new Wait(VERDICT_WAIT));
        effects.add(new Tell(new News.PresentationSent(grant, state.intent())));
        return new Step(
                new Presenting(
                        grant.with(Standing.PRESENTED), state.intent(), state.tries(), unanswered),
                effects);
    }

    private static Step notReached(Triggered state, Problem problem) {
        if (state.grant().standing() != Standing.OPEN) {
            return again(state.grant(), state.intent(), state.tries(), problem);
        }
        if (state.tries() < MAX_APPROACHES) {
            return Step.to(
                    new Triggered(state.grant(), state.intent(), state.tries() + 1),
                    new Connect(state.grant().module()));
        }
        return Step.to(new Granted(state.grant()), new Tell(new News.NotAccepted(problem)));
    }

    static Step whenPresenting(Presenting state, Event event) {
        return switch (event) {
            case VerdictArrived(var verdict) -> verdict(state, verdict);
            case SessionMoved(var progress) ->
                    accepted(state, List.of(), new Tell(new News.Session(state.grant(), progress)));
            case ReceiptArrived(var receipt, var encoded) when isOf(receipt, state.grant()) ->
                    done(state.grant(), receipt, encoded)
                            .after(new Tell(new News.Accepted(state.grant())));
            case LinkLost(var problem) ->
                    again(state.grant(), state.intent(), state.tries(), problem);
            case WaitOver _ ->
                    again(state.grant(), state.intent(), state.tries(), silent())
                            .after(new Disconnect());
            case FromHolder wish -> underWay(state, wish);
            case Found _, NotFound _ -> Step.to(state);
            case FromCloud late -> Purchase.late(state, late);
            case FromModule other -> kept(state, other);
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
                        new Wait(PROOF_WAIT),
                        told)
                : Step.to(new Unconfirmed(state.grant()), new EndWait(), new Disconnect(), told);
    }

    private static Step refusedAgain(Presenting state, Refusal reason) {
        if (reason == Refusal.CODE_SPENT) {
            return Step.to(
                    new Doubtful(state.grant(), state.intent(), state.tries()),
                    new Wait(PROOF_WAIT));
        }
        if (reason == Refusal.BUSY) {
            var busy = Problem.of(reason, "the module said so");
            return again(state.grant(), state.intent(), state.tries(), busy)
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
            case ReceiptArrived(var receipt, var encoded) when isOf(receipt, state.grant()) ->
                    done(state.grant(), receipt, encoded);
            case LinkLost(var problem) -> again(state.grant(), state.intent(), 1, problem);
            case WaitOver _ ->
                    again(state.grant(), state.intent(), 1, silent()).after(new Disconnect());
            case FromHolder wish -> underWay(state, wish);
            case Found _, NotFound _ -> Step.to(state);
            case FromCloud late -> Purchase.late(state, late);
            case FromModule other -> kept(state, other);
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

    static Step whenRefused(Refused state, Event event) {
        return switch (event) {
            case CheckpointArrived proof ->
                    Purchase.late(new Idle(), proof).after(new EndWait(), new Disconnect());
            case ReceiptArrived(var receipt, var encoded) when isOf(receipt, state.grant()) ->
                    done(state.grant(), receipt, encoded);
            case WaitOver _ -> Step.to(new Idle(), new Disconnect());
            case LinkLost _ -> Step.to(new Idle(), new EndWait());
            case FromHolder wish -> Purchase.begin(state, wish);
            case Found _, NotFound _ -> Step.to(state);
            case FromCloud late -> Purchase.late(state, late);
            case FromModule other -> kept(state, other);
        };
    }

    static Step whenDoubtful(Doubtful state, Event event) {
        return switch (event) {
            case ReceiptArrived(var receipt, var encoded) when isOf(receipt, state.grant()) ->
                    done(state.grant(), receipt, encoded)
                            .after(new Tell(new News.Accepted(state.grant())));
            case WaitOver _ -> stillInDoubt(state).after(new Disconnect());
            case LinkLost _ -> stillInDoubt(state);
            case FromHolder wish -> underWay(state, wish);
            case Found _, NotFound _ -> Step.to(state);
            case FromCloud late -> Purchase.late(state, late);
            case FromModule other -> kept(state, other);
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
            case CancelAsked wish -> underWay(state, wish);
            case SeekAsked _, AuthorizeAsked _, Resumed _ ->
                    Purchase.begin(state, (FromHolder) event)
                            .after(
                                    new EndWait(),
                                    Purchase.refusal(
                                            Refusal.TOO_FAR,
                                            "given up for another purchase, its fate is open"));
            case ReceiptArrived(var receipt, var encoded) when isOf(receipt, state.grant()) ->
                    done(state.grant(), receipt, encoded);
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

    private static Step again(HeldGrant grant, Intent intent, int tries, Problem problem) {
        if (tries >= MAX_TRIES) {
            return Step.to(
                    new Unconfirmed(grant), new EndWait(), new Tell(new News.NotAccepted(problem)));
        }
        var delay = DELAYS.get(Math.min(tries, DELAYS.size()) - 1);
        return Step.to(new Retrying(grant, intent, tries), new Wait(delay));
    }

    private static Step done(
            HeldGrant grant, Receipt receipt, dev.coinless.model.bytes.Bytes encoded) {
        return Step.to(
                new ReceiptReceived(grant.id()),
                new Keep(new WalletChange.ReceiptKept(grant.id(), encoded)),
                new Wait(FAREWELL),
                new Post(),
                new Tell(new News.ReceiptKept(receipt)));
    }

    /// As [Purchase#late], for states whose connection is in use.
    private static Step kept(State state, FromModule event) {
        return event instanceof LinkUp ? Step.to(state) : Purchase.late(state, event);
    }

    private static boolean isOf(Receipt receipt, HeldGrant grant) {
        return receipt.grant().equals(grant.id()) && receipt.module().equals(grant.module());
    }

    private static Step underWay(State state, FromHolder wish) {
        return switch (wish) {
            case SeekAsked _, AuthorizeAsked _ -> Purchase.busy(state);
            case Resumed _ -> Step.to(state);
            case TriggerDetected _, CancelAsked _ ->
                    Step.to(
                            state,
                            Purchase.refusal(Refusal.BUSY, "the grant is being presented already"));
        };
    }

    private static Problem silent() {
        return Problem.of(Refusal.TOO_FAR, "the module went silent, stay near it");
    }
}
