package dev.coinless.model.export;

import java.util.TreeSet;

/// Which versions of an account have an entry. An account's entries come nearly in order, so only
/// those that came early take room.
final class VersionSet {

    private long unbroken;
    private final TreeSet<Long> early = new TreeSet<>();

    /// Adds a version; false if it was there.
    boolean add(long version) {
        if (version <= unbroken || !early.add(version)) {
            return false;
        }
        while (!early.isEmpty() && early.first() == unbroken + 1) {
            early.pollFirst();
            unbroken++;
        }
        return true;
    }

    /// The first version that has none.
    long missing() {
        return unbroken + 1;
    }

    boolean hasGap() {
        return !early.isEmpty();
    }
}
