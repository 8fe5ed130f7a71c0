package dev.coinless.edge.sync;

import dev.coinless.edge.sync.UpBundles.Basis;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sync.BundleId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps the bytes of bundles while couriers read them in parts: sealing again would make others.
/// Whoever comes back after the last place was taken starts with a newer bundle.
final class Shelf {

    /// Bundles kept, 16 KiB each at the most: one for each phone that a radio holds at once.
    static final int PLACES = 8;

    private record Kept(Basis basis, Bytes sealed) {}

    private final Map<BundleId, Kept> kept =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<BundleId, Kept> eldest) {
                    return size() > PLACES;
                }
            };

    Optional<Bytes> find(BundleId id) {
        var found = Optional.ofNullable(kept.remove(id));
        // The one that was read last goes last.
        found.ifPresent(it -> kept.put(id, it));
        return found.map(Kept::sealed);
    }

    /// One that says what a bundle made now would say.
    Optional<Bytes> find(Basis basis) {
        return kept.values().stream()
                .filter(each -> each.basis.equals(basis))
                .map(Kept::sealed)
                .findFirst();
    }

    void put(Basis basis, Bytes sealed) {
        kept.put(BundleId.of(sealed), new Kept(basis, sealed));
    }
}
