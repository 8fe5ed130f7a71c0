package dev.coinless.functions.book;

import dev.coinless.functions.book.AppendEntries.Appended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rebuilds the Book from the items, for what the stream has forgotten: the same set of entries and
/// the same totals come out, and what is there already is nothing. May run while the stream is
/// followed.
public final class CatchUpBook {

    private final ItemPages items;
    private final AppendEntries append;
    private final SealLanes seal;
    private final BookStore store;

    public CatchUpBook(ItemPages items, AppendEntries append, SealLanes seal, BookStore store) {
        this.items = items;
        this.append = append;
        this.seal = seal;
        this.store = store;
    }

    /// What one page brought.
    ///
    /// @param items looked at
    /// @param entries they have
    /// @param added of these, new to the Book
    /// @param bad items that could not be taken in, or contradict the Book; put aside
    /// @param next where to go on; empty when all is done
    public record Caught(
            int items, int entries, int added, List<String> bad, Optional<String> next) {}

    /// Takes in one page.
    public Caught page(Optional<String> from, int limit, Instant now) {
        var page = items.page(from, limit);
        var bad = new ArrayList<String>();
        page.bad().forEach(each -> bad.add(putAside(each.item(), each.reason(), now)));
        var appended = append.append(page.entries());
        appended.contradictions()
                .forEach(each ->
                        bad.add(
                                putAside(
                                        each.id().toString(),
                                        "is in the Book with other content",
                                        now)));
        sealFull(appended, now);
        return new Caught(page.items(), page.entries().size(), appended.added(), bad, page.next());
    }

    private void sealFull(Appended appended, Instant now) {
        appended.full().forEach(lane -> seal.sealFull(lane, now));
    }

    private String putAside(String item, String reason, Instant now) {
        store.quarantine(new BadRecord("catch-up " + item, item, reason, now));
        return "%s: %s".formatted(item, reason);
    }
}
