package dev.coinless.wallet.phone;

import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.receipt.Settlement;
import dev.coinless.wallet.trigger.Trigger;
import java.util.Optional;

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

    /// The cloud has had a module's bundle.
    ///
    /// @param answer bytes that go back to the module, if there are any
    record BundlePosted(ModuleId module, int bytes, Optional<Integer> answer) implements News {}

    /// A visit to a module, to exchange bundles, is over.
    record Visited(ModuleId module, VisitReport report) implements News {}

    /// What is carried cannot be kept on disk, and why; it is carried until the app ends.
    record NotCarried(String problem) implements News {}

    record Settled(Settlement settlement) implements News {}

    /// The platform has shown two histories of the Book; the phone keeps the first.
    record BookForked(SignedHeader kept, SignedHeader other) implements News {}
}
