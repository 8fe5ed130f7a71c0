package dev.coinless.wallet.courier;

import java.util.ArrayList;
import java.util.List;

/// The state to go on with, and what to do for it.
public record VisitStep(VisitState next, List<VisitEffect> effects) {
    public VisitStep {
        effects = List.copyOf(effects);
    }

    static VisitStep to(VisitState next, VisitEffect... effects) {
        return new VisitStep(next, List.of(effects));
    }

    /// This step with effects before its own.
    VisitStep after(VisitEffect... first) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(effects);
        return new VisitStep(next, all);
    }
}
