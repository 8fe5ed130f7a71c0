package dev.coinless.wallet.store;

import dev.coinless.model.id.ModuleId;
import java.util.HashSet;
import java.util.Set;

/// What the holder has set.
///
/// @param payWhenNear machines at which holding the phone close is enough to pay; none at first
/// @param courier whether the phone carries sealed bundles between modules it meets and the cloud
public record Settings(Set<ModuleId> payWhenNear, boolean courier) {
    /// Machines that may be allowed; a person has a handful.
    public static final int MAX_MACHINES = 64;

    public static final Settings FRESH = new Settings(Set.of(), true);

    public Settings {
        payWhenNear = Set.copyOf(payWhenNear);
    }

    /// With one machine allowed or not; one too many changes nothing.
    public Settings payWhenNear(ModuleId module, boolean isAllowed) {
        var next = new HashSet<>(payWhenNear);
        if (isAllowed && next.size() < MAX_MACHINES) {
            next.add(module);
        } else {
            next.remove(module);
        }
        return new Settings(next, courier);
    }

    public Settings courier(boolean isOn) {
        return new Settings(payWhenNear, isOn);
    }
}
