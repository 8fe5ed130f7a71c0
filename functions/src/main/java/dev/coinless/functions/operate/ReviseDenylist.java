package dev.coinless.functions.operate;

import dev.coinless.functions.http.Refused;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.RevokedKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Adds to the denylist of the platform, or takes off it what has run out. Each change makes the
/// next version, which modules get with their next bundle. What is listed already changes nothing.
public final class ReviseDenylist {

    private final OperateStore store;
    private final Attempts attempts;

    public ReviseDenylist(OperateStore store, Attempts attempts) {
        this.store = store;
        this.attempts = attempts;
    }

    /// What is to be listed and what not any more.
    public record Revision(
            Set<RevokedKey> addKeys,
            Set<Bytes> addSubjects,
            Set<RevokedKey> dropKeys,
            Set<Bytes> dropSubjects) {
        public Revision {
            addKeys = Set.copyOf(addKeys);
            addSubjects = Set.copyOf(addSubjects);
            dropKeys = Set.copyOf(dropKeys);
            dropSubjects = Set.copyOf(dropSubjects);
        }
    }

    /// Revises it.
    ///
    /// @throws Refused OVER_LIMIT if it would have more entries than modules keep
    public Denylist revise(Revision revision) throws Refused {
        var revised = attempts.until(() -> attempt(revision));
        return revised.orElseThrow(() ->
                new Refused(
                        Refusal.OVER_LIMIT,
                        "a denylist has at most %d keys and %d subjects; drop old ones"
                                .formatted(Denylist.MAX_KEYS, Denylist.MAX_SUBJECTS)));
    }

    private Optional<Optional<Denylist>> attempt(Revision revision) {
        var before = store.denylist();
        var keys = new HashSet<>(before.keys());
        keys.addAll(revision.addKeys());
        keys.removeAll(revision.dropKeys());
        var subjects = new HashSet<>(before.subjects());
        subjects.addAll(revision.addSubjects());
        subjects.removeAll(revision.dropSubjects());
        if (keys.equals(before.keys()) && subjects.equals(before.subjects())) {
            return Optional.of(Optional.of(before));
        }
        if (keys.size() > Denylist.MAX_KEYS || subjects.size() > Denylist.MAX_SUBJECTS) {
            return Optional.of(Optional.empty());
        }
        var next = new Denylist(before.version().next(), keys, subjects);
        return store.put(next) == Write.WRITTEN ? Optional.of(Optional.of(next)) : Optional.empty();
    }
}
