package dev.coinless.wallet.phone;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.phone.Effect.Keep;
import dev.coinless.wallet.phone.Effect.Post;
import dev.coinless.wallet.phone.Effect.Tell;
import dev.coinless.wallet.phone.Effect.Wait;
import dev.coinless.wallet.phone.Event.AuthorizeAsked;
import dev.coinless.wallet.phone.Event.CancelAsked;
import dev.coinless.wallet.phone.Event.FromHolder;
import dev.coinless.wallet.phone.Event.FromModule;
import dev.coinless.wallet.phone.Event.LinkUp;
import dev.coinless.wallet.phone.Event.Resumed;
import dev.coinless.wallet.phone.Event.SeekAsked;
import dev.coinless.wallet.phone.Event.TriggerDetected;
import dev.coinless.wallet.phone.State.ReceiptReceived;
import dev.coinless.wallet.store.WalletChange;
import java.time.Duration;

/// What the parts of [Purchase] share that speak with a module: [Approach], [Conversation],
/// [Aftermath].
final class Contact {
    /// A module answers in well under a second; its limiter counts by the second.
    static final Duration VERDICT_WAIT = Duration.ofSeconds(5);

    /// How long a refusing module may take to hand over its proof.
    static final Duration PROOF_WAIT = Duration.ofMillis(700);

    /// After the receipt, time for what is still being sent (acknowledgements); then the phone
    /// hangs up.
    static final Duration FAREWELL = Duration.ofMillis(500);

    private Contact() {}

    static Step done(HeldGrant grant, Receipt receipt, Bytes encoded) {
        return Step.to(
                new ReceiptReceived(grant.id()),
                new Keep(new WalletChange.ReceiptKept(grant.id(), encoded)),
                new Wait(FAREWELL),
                new Post(),
                new Tell(new News.ReceiptKept(receipt)));
    }

    /// As [Purchase#late], for states whose connection is in use.
    static Step kept(State state, FromModule event) {
        return event instanceof LinkUp ? Step.to(state) : Purchase.late(state, event);
    }

    static boolean isOf(Receipt receipt, HeldGrant grant) {
        return receipt.grant().equals(grant.id()) && receipt.module().equals(grant.module());
    }

    static Step underWay(State state, FromHolder wish) {
        return switch (wish) {
            case SeekAsked _, AuthorizeAsked _ -> Purchase.busy(state);
            case Resumed _ -> Step.to(state);
            case TriggerDetected _, CancelAsked _ ->
                    Step.to(
                            state,
                            Purchase.refusal(Refusal.BUSY, "the grant is being presented already"));
        };
    }

    static Problem silent() {
        return Problem.of(Refusal.TOO_FAR, "the module went silent, stay near it");
    }
}
