package dev.coinless.wallet.courier;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.sync.BundlePart;
import java.util.Optional;

/// What happens during a visit.
public sealed interface VisitEvent {
    record VerdictArrived(Verdict verdict) implements VisitEvent {}

    record PartArrived(BundlePart part) implements VisitEvent {}

    /// The cloud has answered this bundle of the module.
    ///
    /// @param down for the module, if there is anything
    record Answered(Bytes up, Optional<Bytes> down) implements VisitEvent {}

    /// The cloud did not answer this bundle now; it is tried again later.
    record Unanswered(Bytes up) implements VisitEvent {}

    record LinkLost() implements VisitEvent {}

    record WaitOver() implements VisitEvent {}
}
