package dev.coinless.wallet.phone;

import dev.coinless.model.id.GrantId;
import dev.coinless.model.present.Intent;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.receipt.KeptAck;
import dev.coinless.wallet.receipt.Settlement;
import dev.coinless.wallet.trigger.Arming;
import java.util.List;

/// Where a purchase is. One at a time; receipts are brought to the cloud beside it.
public sealed interface State {
    record Idle() implements State {}

    /// Looking for a machine.
    ///
    /// @param wanted its name or id
    record Scanning(String wanted, Arming arming) implements State {}

    /// The cloud has been asked.
    record Authorizing(Issue issue, Arming arming) implements State {}

    /// There is a grant; nothing is sent to the module before a trigger.
    record Granted(HeldGrant grant) implements State {}

    /// The module is being connected to.
    ///
    /// @param tries connections attempted so far, this one included
    record Triggered(HeldGrant grant, Intent intent, int tries) implements State {}

    /// The presentation is sent.
    ///
    /// @param unanswered messages sent to the module without a verdict yet, in their order
    record Presenting(HeldGrant grant, Intent intent, int tries, List<Sent> unanswered)
            implements State {
        public Presenting {
            unanswered = List.copyOf(unanswered);
        }
    }

    /// The module has accepted; the machine's session is open.
    record InSession(HeldGrant grant, Intent intent, List<Sent> unanswered) implements State {
        public InSession {
            unanswered = List.copyOf(unanswered);
        }
    }

    /// The module has refused for good, and may still send its proof (a checkpoint or a receipt).
    record Refused(HeldGrant grant, Refusal reason) implements State {}

    /// The module has seen the code used, and this grant was presented before: by us, then the
    /// receipt follows or the session is still open, or by somebody else.
    record Doubtful(HeldGrant grant, Intent intent, int tries) implements State {}

    /// Contact was lost after presenting: what became of it is not known. Waits, then presents
    /// again.
    record Retrying(HeldGrant grant, Intent intent, int tries) implements State {}

    /// Tries are used up. The next trigger presents again.
    record Unconfirmed(HeldGrant grant) implements State {}

    /// The module's receipt is kept; the purchase is over for the machine.
    record ReceiptReceived(GrantId grant) implements State {}

    /// The cloud has settled it.
    record Posted(Settlement settlement) implements State {}

    /// A message that the module owes a verdict.
    sealed interface Sent {
        record Presented() implements Sent {}

        /// The same token as on an earlier connection.
        record PresentedAgain() implements Sent {}

        record KeyCertSent() implements Sent {}

        record AckSent(KeptAck ack) implements Sent {}
    }
}
