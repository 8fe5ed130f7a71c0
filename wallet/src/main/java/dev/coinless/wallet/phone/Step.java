package dev.coinless.wallet.phone;

import java.util.ArrayList;
import java.util.List;

/// The state to go on with, and what to do for it.
public record Step(State next, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }

    static Step to(State next, Effect... effects) {
        return new Step(next, List.of(effects));
    }

    /// This step with effects before its own.
    Step after(Effect... first) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(effects);
        return new Step(next, all);
    }
}
