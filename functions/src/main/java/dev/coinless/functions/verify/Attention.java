package dev.coinless.functions.verify;

import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.util.List;

/// What is no fault of the books and still needs a person.
///
/// @param quarantined modules that contradicted themselves; they get no grants until they are
///   enrolled again
/// @param inReview sales of which nobody knows whether the goods came out; nothing was captured
/// @param forks what modules tell of two histories of the Book that they were shown
public record Attention(List<ModuleId> quarantined, List<GrantId> inReview, List<String> forks) {

    public Attention {
        quarantined = List.copyOf(quarantined);
        inReview = List.copyOf(inReview);
        forks = List.copyOf(forks);
    }
}
