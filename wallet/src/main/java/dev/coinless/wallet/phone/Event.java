package dev.coinless.wallet.phone;

import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.wallet.authorize.Choice;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.receipt.KeptAck;
import dev.coinless.wallet.receipt.Settlement;
import dev.coinless.wallet.trigger.Trigger;
import java.util.List;
import java.util.Optional;

/// What happens to a phone, by where it comes from.
public sealed interface Event {
    /// What the person wants.
    sealed interface FromHolder extends Event {}

    /// What the phone itself notices.
    sealed interface FromPhone extends Event {}

    /// What the cloud answers, possibly long after it was asked.
    sealed interface FromCloud extends Event {}

    /// What the module says, and what becomes of the connection to it.
    sealed interface FromModule extends Event {}

    /// Wants to buy at a machine that is not in sight yet.
    ///
    /// @param choice what the holder chose for it, if it takes that
    record SeekAsked(String wanted, Optional<Choice> choice) implements FromHolder {
        public SeekAsked(String wanted) {
            this(wanted, Optional.empty());
        }
    }

    /// Wants to buy at a machine in sight, or takes up a request that had no answer.
    record AuthorizeAsked(Issue issue) implements FromHolder {}

    /// Takes up a grant kept earlier.
    record Resumed(HeldGrant grant) implements FromHolder {}

    record TriggerDetected(Trigger trigger) implements FromHolder {}

    /// Does not want it any more.
    record CancelAsked() implements FromHolder {}

    /// The machine looked for is there.
    ///
    /// @param wanted as it was asked for; an answer to an earlier search is dropped
    /// @param issue made of its newest code, with a fresh holder key and request id
    record Found(String wanted, Issue issue) implements FromPhone {}

    record NotFound(String wanted, Problem problem) implements FromPhone {}

    /// The wait last asked for is over.
    record WaitOver() implements FromPhone {}

    record GrantArrived(RequestId issue, HeldGrant grant) implements FromCloud {}

    record GrantDenied(RequestId issue, Problem problem) implements FromCloud {}

    /// No answer; `reached` if the cloud may have the request nevertheless.
    record GrantUnanswered(RequestId issue, Problem problem, boolean reached)
            implements FromCloud {}

    /// The cloud has settled a receipt, of this purchase or of an earlier one.
    record ReceiptPosted(Settlement settlement) implements FromCloud {}

    /// Connected; nothing is sent yet.
    ///
    /// @param acks what is kept for this module
    record LinkUp(ModuleStatus status, List<KeptAck> acks) implements FromModule {
        public LinkUp {
            acks = List.copyOf(acks);
        }
    }

    /// The connection ended, or there never was one.
    record LinkLost(Problem problem) implements FromModule {}

    record VerdictArrived(Verdict verdict) implements FromModule {}

    record SessionMoved(SessionState progress) implements FromModule {}

    record ReceiptArrived(Receipt receipt, Bytes encoded) implements FromModule {}

    record CheckpointArrived(Bytes encoded) implements FromModule {}
}
