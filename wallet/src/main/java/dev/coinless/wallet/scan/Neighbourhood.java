package dev.coinless.wallet.scan;

import dev.coinless.model.id.ModuleId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The newest advertisement of each module heard so far.
public record Neighbourhood(Map<ModuleId, Sighting> newest) {
    /// Modules kept; a phone that has passed more machines than this forgets the ones heard longest
    /// ago.
    public static final int MAX_MODULES = 64;

    public Neighbourhood {
        newest = Map.copyOf(newest);
    }

    public static Neighbourhood empty() {
        return new Neighbourhood(Map.of());
    }

    public Neighbourhood with(Sighting sighting) {
        var more = new HashMap<>(newest);
        more.put(sighting.module(), sighting);
        if (more.size() > MAX_MODULES) {
            more.values().stream()
                    .min(Comparator.comparing(Sighting::seen))
                    .ifPresent(oldest -> more.remove(oldest.module()));
        }
        return new Neighbourhood(more);
    }

    public Optional<Sighting> find(String wanted) {
        return newest.values().stream()
                .filter(sighting -> sighting.isCalled(wanted))
                .max(Comparator.comparing(Sighting::seen));
    }

    public Optional<Sighting> find(ModuleId module) {
        return Optional.ofNullable(newest.get(module));
    }

    /// All of them, the strongest first.
    public List<Sighting> byStrength() {
        return newest.values().stream()
                .sorted(
                        Comparator.comparingInt(Sighting::rssi)
                                .reversed()
                                .thenComparing(Sighting::address))
                .toList();
    }
}
