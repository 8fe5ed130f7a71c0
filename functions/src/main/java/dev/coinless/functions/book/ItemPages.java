package dev.coinless.functions.book;

import java.util.List;
import java.util.Optional;

/// Reads the items that hold the money, page by page, in no order.
public interface ItemPages {

    /// One page.
    ///
    /// @param entries of the items that could be read
    /// @param bad items that could not; the time is left to the caller
    /// @param items how many items were looked at, without entries too
    /// @param next where the next page begins; empty after the last
    record Page(List<NewEntry> entries, List<Unread> bad, int items, Optional<String> next) {}

    /// An item that could not be read.
    record Unread(String item, String reason) {}

    /// Reads.
    ///
    /// @param from as the page before said; empty for the first
    /// @param limit items to look at
    Page page(Optional<String> from, int limit);
}
