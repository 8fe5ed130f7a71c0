package dev.coinless.functions.issue;

import dev.coinless.functions.ledger.Pace;
import dev.coinless.model.id.ModuleId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many grants this running function has given for each module lately.
///
/// Kept in memory, not in the table: a counter of a module that every grant writes would be a hot
/// item on the path of each sale. So the limit is per running function, of which there are few for
/// one module's phones. Safe for use by any thread.
public final class ModulePace {

    /// Modules remembered; the one used longest ago is forgotten first.
    private static final int MAX_MODULES = 10_000;

    private final Map<ModuleId, Pace> paces = new LinkedHashMap<>(16, 0.75f, true);

    /// How many in the minute that it is now.
    synchronized long in(ModuleId module, Instant now) {
        return paces.getOrDefault(module, Pace.NONE).in(now);
    }

    synchronized void count(ModuleId module, Instant now) {
        paces.put(module, paces.getOrDefault(module, Pace.NONE).oneMore(now));
        if (paces.size() > MAX_MODULES) {
            paces.remove(paces.keySet().iterator().next());
        }
    }
}
