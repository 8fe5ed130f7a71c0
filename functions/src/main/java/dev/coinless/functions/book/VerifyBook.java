package dev.coinless.functions.book;

import dev.coinless.functions.ledger.Books;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Proves that the Book and the items say the same, also while something is sold: every entry of
/// every item is in the Book with the same content, the Book has no other, and each lane's entries
/// stand at 0 to n without gap.
///
/// It also checks what the next block, header and proof are made from. What is sealed already,
/// blocks, headers and signatures, is verified by whoever reads it out page by page: the operator's
/// tool, with the verifier of exports.
///
/// The Book is read before the items, so that what it has must be found there.
public final class VerifyBook {

    /// How long an entry may take into the Book before it counts as missing; the stream takes
    /// seconds.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// Beyond these somebody has to look anyway.
    private static final int MAX_FAULTS = 100;

    private final BookStore store;
    private final Books.Reader items;
    private final Supplier<DeriveEntries> derive;

    /// @param derive asked for after the items were read, so that it knows all their receipts
    public VerifyBook(BookStore store, Books.Reader items, Supplier<DeriveEntries> derive) {
        this.store = store;
        this.items = items;
        this.derive = derive;
    }

    /// What was found.
    ///
    /// @param entries in the Book
    /// @param waiting entries of items that are too young to be missed
    /// @param headers signed so far
    public record Found(
            long entries, long waiting, long headers, List<BadRecord> bad, List<String> faults) {

        public Found {
            faults = List.copyOf(faults);
        }
    }

    /// Verifies.
    ///
    /// @throws Books.BrokenItem if an item cannot be read as what it should be
    public Found verify() {
        var faults = new ArrayList<String>();
        var headers = store.headerLog();
        var lanes = store.lanes();
        var logs = new CheckLogs(store);
        var waitingInLanes = lanes.stream().map(logs::waiting).toList();
        var marks = store.allMarks();
        lanes.forEach(lane -> checkLane(lane, marks, faults));
        var byId = new HashMap<EntryId, Mark>();
        marks.forEach(mark -> byId.put(mark.id(), mark));
        waitingInLanes.forEach(each -> logs.faults(each, byId).forEach(faults::add));
        lanes.forEach(lane -> logs.fault(lane).ifPresent(faults::add));
        logs.fault(headers).ifPresent(faults::add);
        long waiting = compare(byId, headers.last(), faults);
        byId.keySet()
                .forEach(id -> faults.add("%s: is in the Book, but no item has it".formatted(id)));
        return new Found(
                marks.size(),
                waiting,
                headers.size(),
                store.quarantined(),
                faults.stream().limit(MAX_FAULTS).toList());
    }

    private static void checkLane(LaneState lane, List<Mark> marks, List<String> faults) {
        Set<Long> found = new HashSet<>();
        for (var mark : marks) {
            if (mark.lane().equals(lane.lane()) && !found.add(mark.index())) {
                faults.add(
                        "%s: stands where another entry of lane %s does, at %d"
                                .formatted(mark.id(), mark.lane(), mark.index()));
            }
        }
        for (long index = 0; index < lane.appended(); index++) {
            if (!found.contains(index)) {
                faults.add("lane %s: entry %d is not marked".formatted(lane.lane(), index));
                return;
            }
        }
    }

    /// Removes the marks that an item's entry explains.
    private long compare(Map<EntryId, Mark> marks, Instant sealed, List<String> faults) {
        long waiting = 0;
        for (var each : derived(faults)) {
            var mark = marks.remove(each.id());
            if (mark != null && !mark.isOf(each.entry())) {
                faults.add("%s: is in the Book with other content".formatted(each.id()));
            } else if (mark == null && each.entry().at().plus(PATIENCE).isBefore(sealed)) {
                faults.add("%s: is missing in the Book; run ledger catch-up".formatted(each.id()));
            } else if (mark == null) {
                waiting++;
            }
        }
        return waiting;
    }

    private List<NewEntry> derived(List<String> faults) {
        var books = items.read();
        var deriving = derive.get();
        var derived = new ArrayList<NewEntry>();
        for (var hold : books.holds()) {
            try {
                derived.addAll(deriving.of(hold));
            } catch (IllegalStateException e) {
                faults.add("grant %s: %s".formatted(hold.id(), e.getMessage()));
            }
        }
        books.movements().forEach(movement -> derived.add(deriving.of(movement)));
        return derived;
    }
}
