package dev.coinless.functions.sweep;

import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.util.List;
import java.util.Set;

/// Finds open holds by module, generation and counter.
///
/// An index answers, and it lags: it may miss a hold and may name one that has ended. Who acts on
/// an answer reads the hold itself, and asks again later.
public interface OpenHolds {

    /// A hold that was open when the index last looked.
    record Found(GrantId grant, Counter counter) {}

    /// Those of a generation on a counter up to `highest`, by counter.
    List<Found> upTo(ModuleId module, Generation generation, Counter highest, int limit);

    /// A module's generation that has open holds.
    record Place(ModuleId module, Generation generation) {}

    /// Every place that has open holds.
    Set<Place> places();
}
