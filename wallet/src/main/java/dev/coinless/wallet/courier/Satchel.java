package dev.coinless.wallet.courier;

import dev.coinless.model.id.ModuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// All that the phone carries, the parcel touched last at the end.
///
/// Bounded by modules, since each has one parcel. When it is full, what goes first is the parcel
/// touched longest ago of a module that the holder never bought at: somebody who invents modules
/// can only crowd out other strangers.
public record Satchel(List<Parcel> parcels) {
    /// Parcels carried, each of at most 48 KiB.
    public static final int MAX_MODULES = 64;

    public static final Satchel EMPTY = new Satchel(List.of());

    public Satchel {
        parcels = List.copyOf(parcels);
    }

    public Parcel of(ModuleId module) {
        return find(module).orElseGet(() -> Parcel.empty(module));
    }

    public Optional<Parcel> find(ModuleId module) {
        return parcels.stream().filter(each -> each.module().equals(module)).findFirst();
    }

    /// With this parcel instead of what was carried for its module; an empty one is not carried.
    ///
    /// @param isOwn whether the holder has bought at a module
    public Satchel with(Parcel parcel, Predicate<ModuleId> isOwn) {
        var next = new ArrayList<>(parcels);
        next.removeIf(each -> each.module().equals(parcel.module()));
        if (!parcel.isEmpty()) {
            next.add(parcel);
        }
        if (next.size() > MAX_MODULES) {
            next.remove(leastWanted(next, isOwn));
        }
        return new Satchel(next);
    }

    private static Parcel leastWanted(List<Parcel> all, Predicate<ModuleId> isOwn) {
        return all.stream()
                .filter(each -> !isOwn.test(each.module()))
                .findFirst()
                .orElseGet(all::getFirst);
    }
}
