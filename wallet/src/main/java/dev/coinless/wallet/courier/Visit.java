package dev.coinless.wallet.courier;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.BundleAssembly;
import dev.coinless.model.sync.BundleAssembly.Outcome;
import dev.coinless.model.sync.BundleId;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.BundlePull;
import dev.coinless.model.sync.BundleRefused;
import dev.coinless.model.sync.Direction;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.wallet.courier.VisitEffect.AckDelivered;
import dev.coinless.wallet.courier.VisitEffect.Disconnect;
import dev.coinless.wallet.courier.VisitEffect.Keep;
import dev.coinless.wallet.courier.VisitEffect.Post;
import dev.coinless.wallet.courier.VisitEffect.Send;
import dev.coinless.wallet.courier.VisitEffect.Touch;
import dev.coinless.wallet.courier.VisitEffect.Wait;
import dev.coinless.wallet.courier.VisitEvent.Answered;
import dev.coinless.wallet.courier.VisitEvent.LinkLost;
import dev.coinless.wallet.courier.VisitEvent.PartArrived;
import dev.coinless.wallet.courier.VisitEvent.Unanswered;
import dev.coinless.wallet.courier.VisitEvent.VerdictArrived;
import dev.coinless.wallet.courier.VisitEvent.WaitOver;
import dev.coinless.wallet.courier.VisitState.Acknowledging;
import dev.coinless.wallet.courier.VisitState.Asking;
import dev.coinless.wallet.courier.VisitState.End;
import dev.coinless.wallet.courier.VisitState.Over;
import dev.coinless.wallet.courier.VisitState.Pulling;
import dev.coinless.wallet.courier.VisitState.Pushing;
import dev.coinless.wallet.courier.VisitState.Round;
import dev.coinless.wallet.receipt.KeptAck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A courier at a module: `(state, event) -> (next state, effects)`.
///
/// First what is for the module, since an acknowledgement lets it go on to what is next; then its
/// bundle is pulled, posted, and the answer pushed, again and again while its bundles are full.
/// Whatever is dropped, doubled or altered on the way costs time only: the module and the cloud
/// check what they get, and the module keeps everything until it is acknowledged.
public final class Visit {
    /// One part, in bytes: what a cut connection makes us fetch again, and half a second at a slow
    /// connection's 4 kB/s.
    static final int PART = 2048;

    /// A module answers in well under a second.
    static final Duration ANSWER_WAIT = Duration.ofSeconds(5);

    /// A module drops a connection that is silent for 10 s.
    static final Duration TOUCH_WAIT = Duration.ofSeconds(4);

    /// Waits for the cloud's answer; a module has few connections, and customers need them.
    static final int MAX_WAITS = 2;

    /// Bundles of one visit, so that a module that never ends cannot keep a phone: 16 MiB.
    public static final int MAX_BUNDLES = 1024;

    /// A bundle this full, in bytes, was cut: the module has more.
    static final int FULL = SealedBundle.MAX_RADIO_LENGTH * 3 / 4;

    private Visit() {}

    /// Connected.
    ///
    /// @param acks kept for this module
    /// @param bundles pulled at the most, and never more than [#MAX_BUNDLES]
    public static VisitStep begin(Parcel parcel, List<KeptAck> acks, int bundles) {
        var first = Round.first(Math.min(bundles, MAX_BUNDLES));
        return acks.isEmpty()
                ? give(parcel, first)
                : acknowledge(new Acknowledging(parcel, first, acks));
    }

    public static VisitStep step(VisitState state, VisitEvent event) {
        return switch (state) {
            case Acknowledging acknowledging -> whenAcknowledging(acknowledging, event);
            case Pushing pushing -> whenPushing(pushing, event);
            case Pulling pulling -> whenPulling(pulling, event);
            case Asking asking -> whenAsking(asking, event);
            case Over over -> VisitStep.to(over);
        };
    }

    private static VisitStep acknowledge(Acknowledging state) {
        var ack = new Message(MessageKind.ACK, state.left().getFirst().encoded());
        return VisitStep.to(state, new Send(ack), new Wait(ANSWER_WAIT));
    }

    private static VisitStep whenAcknowledging(Acknowledging state, VisitEvent event) {
        return switch (event) {
            case VerdictArrived(var verdict) -> acknowledged(state, verdict);
            case Answered(var up, var down) ->
                    VisitStep.to(
                            new Acknowledging(
                                    state.parcel().answered(up, down),
                                    state.round(),
                                    state.left()));
            case PartArrived _, Unanswered _ -> VisitStep.to(state);
            case LinkLost _ -> over(state.round(), End.LOST);
            case WaitOver _ -> hangUp(state.round(), End.LOST);
        };
    }

    private static VisitStep acknowledged(Acknowledging state, Verdict verdict) {
        var rest = state.left().subList(1, state.left().size());
        var next =
                rest.isEmpty()
                        ? give(state.parcel(), state.round())
                        : acknowledge(new Acknowledging(state.parcel(), state.round(), rest));
        // A module that is busy may take it next time; one that refuses it never will.
        return isBusy(verdict) ? next : next.after(new AckDelivered(state.left().getFirst()));
    }

    /// What is for the module, then what is from it.
    private static VisitStep give(Parcel parcel, Round round) {
        return parcel.down()
                .map(down -> push(new Pushing(parcel, round, down, parcel.pushed(), false)))
                .orElseGet(() -> pull(parcel, round));
    }

    private static VisitStep push(Pushing state) {
        var part = BundlePart.cut(state.down(), state.next(), PART);
        var message = new Message(MessageKind.PUSH, part.encoded());
        return VisitStep.to(
                new Pushing(
                        state.parcel(),
                        state.round().pushed(part.chunk().length()),
                        state.down(),
                        part.offset() + part.chunk().length(),
                        state.isSecondTry()),
                new Send(message),
                new Wait(ANSWER_WAIT));
    }

    private static VisitStep whenPushing(Pushing state, VisitEvent event) {
        return switch (event) {
            case VerdictArrived(Verdict.Accepted()) -> pushed(state);
            case VerdictArrived(Verdict.Refused(var reason)) -> notTaken(state, reason);
            case Answered(var up, var down) ->
                    VisitStep.to(
                            new Pushing(
                                    state.parcel().answered(up, down),
                                    state.round(),
                                    state.down(),
                                    state.next(),
                                    state.isSecondTry()));
            case PartArrived _, Unanswered _ -> VisitStep.to(state);
            case LinkLost _ -> over(state.round(), End.LOST);
            case WaitOver _ -> hangUp(state.round(), End.LOST);
        };
    }

    private static VisitStep pushed(Pushing state) {
        if (state.next() == state.down().length()) {
            return delivered(state);
        }
        if (isReplaced(state)) {
            return push(state);
        }
        var further = state.parcel().pushed(state.next());
        return push(new Pushing(
                        further, state.round(), state.down(), state.next(), state.isSecondTry()))
                .after(new Keep(further));
    }

    /// Whether a newer answer for the module came while this one is pushed.
    private static boolean isReplaced(Pushing state) {
        return !state.parcel().down().equals(Optional.of(state.down()));
    }

    private static VisitStep notTaken(Pushing state, Refusal reason) {
        if (reason == Refusal.BUSY) {
            return hangUp(state.round(), End.REFUSED);
        }
        if (reason == Refusal.MISMATCH && !state.isSecondTry()) {
            // The module has forgotten the parts before; it gets them all once more.
            return push(new Pushing(state.parcel(), state.round(), state.down(), 0, true));
        }
        return delivered(state);
    }

    /// Taken, or refused for good: either way there is no use in pushing it again. A newer answer
    /// that came meanwhile goes next.
    private static VisitStep delivered(Pushing state) {
        if (isReplaced(state)) {
            return give(state.parcel(), state.round());
        }
        var rest = state.parcel().withoutDown();
        return goOn(rest, state.round()).after(new Keep(rest));
    }

    private static VisitStep goOn(Parcel parcel, Round round) {
        return round.hasMore() ? pull(parcel, round) : hangUp(round, End.DONE);
    }

    private static VisitStep pull(Parcel parcel, Round round) {
        return ask(new Pulling(parcel, round, parcel.pulling()));
    }

    private static VisitStep ask(Pulling state) {
        var pull =
                switch (state.assembly()) {
                    case BundleAssembly.Empty() -> BundlePull.first(PART);
                    case BundleAssembly.Partial(var bundle, _, var received) ->
                            new BundlePull(bundle, received.length(), PART);
                };
        return VisitStep.to(
                state,
                new Send(new Message(MessageKind.PULL, pull.encoded())),
                new Wait(ANSWER_WAIT));
    }

    private static VisitStep whenPulling(Pulling state, VisitEvent event) {
        return switch (event) {
            case VerdictArrived(Verdict.Accepted()) -> VisitStep.to(state);
            case VerdictArrived(Verdict.Refused _) -> hangUp(state.round(), End.REFUSED);
            case PartArrived(var part) -> pulled(state, part);
            case Answered(var up, var down) ->
                    VisitStep.to(
                            new Pulling(
                                    state.parcel().answered(up, down),
                                    state.round(),
                                    state.assembly()));
            case Unanswered _ -> VisitStep.to(state);
            case LinkLost _ -> over(state.round(), End.LOST);
            case WaitOver _ -> hangUp(state.round(), End.LOST);
        };
    }

    private static VisitStep pulled(Pulling state, BundlePart part) {
        if (part.bundle().equals(BundleId.NONE)) {
            return hangUp(state.round(), End.DONE);
        }
        if (part.chunk().length() == 0) {
            return hangUp(state.round(), End.ALTERED);
        }
        var step = BundleAssembly.step(state.assembly(), part);
        var round = state.round().pulled(part.chunk().length());
        return switch (step.outcome()) {
            case Outcome.Incomplete _, Outcome.Gap _ -> {
                var further = state.parcel().pulling(step.next());
                yield ask(new Pulling(further, round, step.next())).after(new Keep(further));
            }
            case Outcome.Complete(var sealed) -> carried(state.parcel(), round, sealed);
            case Outcome.Altered() -> {
                var rest = state.parcel().pulling(step.next());
                yield hangUp(round, End.ALTERED).after(new Keep(rest));
            }
        };
    }

    private static VisitStep carried(Parcel parcel, Round before, Bytes sealed) {
        if (!isOf(sealed, Direction.UP, parcel.module())) {
            var rest = parcel.pulling(new BundleAssembly.Empty());
            return hangUp(before, End.ALTERED).after(new Keep(rest));
        }
        var full = parcel.withUp(sealed);
        var round = before.bundle(sealed.length() >= FULL);
        return VisitStep.to(
                new Asking(full, round, 0), new Keep(full), new Post(), new Wait(TOUCH_WAIT));
    }

    /// Whether a bundle says that it goes this way and is this module's; all that a courier can
    /// see.
    public static boolean isOf(Bytes sealed, Direction direction, ModuleId module) {
        try {
            var header = SealedBundle.parse(sealed);
            return header.direction() == direction && header.module().equals(module);
        } catch (BundleRefused notABundle) {
            return false;
        }
    }

    private static VisitStep whenAsking(Asking state, VisitEvent event) {
        return switch (event) {
            case Answered(var up, var down) -> answered(state, up, down);
            case Unanswered(var up) when isCarried(state, up) -> hangUp(state.round(), End.CARRIED);
            case LinkLost _ -> over(state.round(), End.CARRIED);
            case WaitOver _ ->
                    state.waits() + 1 < MAX_WAITS
                            ? VisitStep.to(
                                    new Asking(state.parcel(), state.round(), state.waits() + 1),
                                    new Touch(),
                                    new Wait(TOUCH_WAIT))
                            : hangUp(state.round(), End.CARRIED);
            case Unanswered _, VerdictArrived _, PartArrived _ -> VisitStep.to(state);
        };
    }

    private static VisitStep answered(Asking state, Bytes up, Optional<Bytes> down) {
        boolean isThisOne = isCarried(state, up);
        var parcel = state.parcel().answered(up, down);
        if (!isThisOne) {
            return VisitStep.to(new Asking(parcel, state.round(), state.waits()));
        }
        return parcel.down().isPresent()
                ? give(parcel, state.round())
                : goOn(parcel, state.round());
    }

    private static boolean isCarried(Asking state, Bytes up) {
        return state.parcel().up().equals(Optional.of(up));
    }

    private static VisitStep hangUp(Round round, End end) {
        return over(round, end).after(new Disconnect());
    }

    private static VisitStep over(Round round, End end) {
        return VisitStep.to(new Over(round, end));
    }

    private static boolean isBusy(Verdict verdict) {
        return verdict.equals(new Verdict.Refused(Refusal.BUSY));
    }
}
