package dev.coinless.functions.module;

import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How far the receipts of a module have come, for each of its generations.
///
/// @param version of this record; each change makes the next, 0 is not stored yet
public record Progress(ModuleId module, long version, List<GenerationProgress> generations) {

    public Progress {
        generations = List.copyOf(generations);
    }

    public static Progress none(ModuleId module) {
        return new Progress(module, 0, List.of());
    }

    public GenerationProgress of(Generation generation) {
        return generations.stream()
                .filter(each -> each.generation().equals(generation))
                .findFirst()
                .orElseGet(() -> GenerationProgress.none(generation));
    }

    /// With one generation's progress replaced; the same object if that changes nothing.
    public Progress with(GenerationProgress next) {
        if (of(next.generation()).equals(next)) {
            return this;
        }
        var all = new ArrayList<>(generations);
        all.removeIf(each -> each.generation().equals(next.generation()));
        all.add(next);
        all.sort(Comparator.comparing(GenerationProgress::generation));
        return new Progress(module, version + 1, all);
    }

    /// Whether any generation contradicted itself.
    public boolean isQuarantined(Generation generation) {
        return of(generation).quarantined();
    }
}
