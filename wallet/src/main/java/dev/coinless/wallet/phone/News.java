package dev.coinless.wallet.phone;

import dev.coinless.model.present.Intent;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.receipt.Settlement;
import dev.coinless.wallet.trigger.Trigger;

/// What the holder is told.
public sealed interface News {
    record Asking(Issue issue) implements News {}

    record GrantReady(HeldGrant grant) implements News {}

    record NoGrant(Problem problem) implements News {}

    /// The next selection at this machine is paid.
    record Armed(String wanted) implements News {}

    /// It will not be paid after all, and why.
    record Disarmed(String wanted, Problem problem) implements News {}

    record TriggerTaken(Trigger trigger) implements News {}

    /// The presentation is on its way.
    record PresentationSent(HeldGrant grant, Intent intent) implements News {}

    /// The module took the grant.
    record Accepted(HeldGrant grant) implements News {}

    /// The presentation did not lead to a session, and why.
    record NotAccepted(Problem problem) implements News {}

    record Session(HeldGrant grant, SessionState progress) implements News {}

    record ReceiptKept(Receipt receipt) implements News {}

    record Settled(Settlement settlement) implements News {}
}
