package dev.coinless.functions.book;

import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.book.BlockHead;
import dev.coinless.model.book.Lane;
import dev.coinless.model.id.ModuleId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Appends entries to their lanes, each exactly once, in whatever order and however often they
/// come.
///
/// A lane's state, the fragment and the marks of its entries are written in one transaction, so
/// there is no moment at which an entry is half there.
public final class AppendEntries {

    private final BookStore store;
    private final Attempts attempts;

    public AppendEntries(BookStore store, Attempts attempts) {
        this.store = store;
        this.attempts = attempts;
    }

    /// What came of it.
    ///
    /// @param added entries that were new
    /// @param contradictions entries that are in the Book with other content; those stay
    /// @param full lanes with so many waiting entries that a block can be sealed
    public record Appended(int added, List<NewEntry> contradictions, Set<Lane> full) {}

    /// Appends.
    ///
    /// @throws Attempts.Exhausted if the table stays busy; what was appended stays, and all of it
    ///   may be offered again
    public Appended append(List<NewEntry> entries) {
        var byLane = new LinkedHashMap<Lane, List<NewEntry>>();
        entries.forEach(each ->
                byLane.computeIfAbsent(each.entry().lane(), _ -> new ArrayList<>()).add(each));
        int added = 0;
        var contradictions = new ArrayList<NewEntry>();
        var full = new LinkedHashSet<Lane>();
        for (var lane : byLane.entrySet()) {
            for (var some : inPieces(lane.getValue())) {
                var step = attempts.until(() -> attempt(lane.getKey(), some));
                contradictions.addAll(step.contradictions());
                added += step.growth().map(each -> each.marks().size()).orElse(0);
                step.growth()
                        .filter(each -> each.after().waiting() >= BlockHead.MAX_ENTRIES)
                        .ifPresent(each -> full.add(each.after().lane()));
            }
        }
        return new Appended(added, contradictions, full);
    }

    private Optional<ExtendLane.Step> attempt(Lane lane, List<NewEntry> some) {
        var marks = store.marks(some.stream().map(NewEntry::id).distinct().toList());
        var modules = modules(some);
        var step = ExtendLane.step(store.lane(lane), some, marks, store.exposures(modules));
        return step.growth().isEmpty() || store.extend(step.growth().get()) == Write.WRITTEN
                ? Optional.of(step)
                : Optional.empty();
    }

    private static Set<ModuleId> modules(List<NewEntry> some) {
        return some.stream()
                .flatMap(each -> each.stake().stream())
                .map(Stake::module)
                .collect(Collectors.toSet());
    }

    private static List<List<NewEntry>> inPieces(List<NewEntry> entries) {
        var pieces = new ArrayList<List<NewEntry>>();
        for (int from = 0; from < entries.size(); from += ExtendLane.MAX_ENTRIES) {
            int to = Math.min(entries.size(), from + ExtendLane.MAX_ENTRIES);
            pieces.add(entries.subList(from, to));
        }
        return pieces;
    }
}
