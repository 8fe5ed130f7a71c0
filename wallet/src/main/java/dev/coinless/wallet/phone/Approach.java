package dev.coinless.wallet.phone;

import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.wallet.authorize.HeldGrant.Standing;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.phone.Effect.Connect;
import dev.coinless.wallet.phone.Effect.Keep;
import dev.coinless.wallet.phone.Effect.Present;
import dev.coinless.wallet.phone.Effect.Send;
import dev.coinless.wallet.phone.Effect.Tell;
import dev.coinless.wallet.phone.Effect.Wait;
import dev.coinless.wallet.phone.Event.Found;
import dev.coinless.wallet.phone.Event.FromCloud;
import dev.coinless.wallet.phone.Event.FromHolder;
import dev.coinless.wallet.phone.Event.FromModule;
import dev.coinless.wallet.phone.Event.LinkLost;
import dev.coinless.wallet.phone.Event.LinkUp;
import dev.coinless.wallet.phone.Event.NotFound;
import dev.coinless.wallet.phone.Event.WaitOver;
import dev.coinless.wallet.phone.State.Granted;
import dev.coinless.wallet.phone.State.Presenting;
import dev.coinless.wallet.phone.State.Sent;
import dev.coinless.wallet.phone.State.Triggered;
import dev.coinless.wallet.store.WalletChange;
import java.util.ArrayList;

/// The part of [Purchase] between the trigger and the presentation: the module is being reached.
final class Approach {
    /// Connections attempted for a grant that was never presented; each has its own bounded search.
    static final int MAX_APPROACHES = 3;

    private Approach() {}

    static Step whenTriggered(Triggered state, Event event) {
        return switch (event) {
            case LinkUp link -> present(state, link);
            case LinkLost(var problem) -> notReached(state, problem);
            case FromHolder wish -> Contact.underWay(state, wish);
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
        effects.add(new Wait(Contact.VERDICT_WAIT));
        effects.add(new Tell(new News.PresentationSent(grant, state.intent())));
        return new Step(
                new Presenting(
                        grant.with(Standing.PRESENTED), state.intent(), state.tries(), unanswered),
                effects);
    }

    private static Step notReached(Triggered state, Problem problem) {
        if (state.grant().standing() != Standing.OPEN) {
            return Aftermath.again(state.grant(), state.intent(), state.tries(), problem);
        }
        if (state.tries() < MAX_APPROACHES) {
            return Step.to(
                    new Triggered(state.grant(), state.intent(), state.tries() + 1),
                    new Connect(state.grant().module()));
        }
        return Step.to(new Granted(state.grant()), new Tell(new News.NotAccepted(problem)));
    }
}
