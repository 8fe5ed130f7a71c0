package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a lane's postings come to so far, by ledger account and currency; customers are counted
/// together (`customer/available`, `customer/held`), so it stays short. Sums to zero in each
/// currency. Folded once for each block.
///
/// @param sums those that are not zero
public record Totals(SortedMap<Key, Long> sums) {

    /// Nothing yet.
    public static final Totals NONE = new Totals(new TreeMap<>());

    /// An operator's lane has some ten; in totals.
    private static final int MAX_TOTALS = 1024;

    /// What is summed up.
    public record Key(String account, int currency) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byName = account.compareTo(other.account);
            return byName != 0 ? byName : Integer.compare(currency, other.currency);
        }
    }

    public Totals {
        var kept = new TreeMap<>(sums);
        kept.values().removeIf(sum -> sum == 0);
        sums = java.util.Collections.unmodifiableSortedMap(kept);
    }

    /// The totals after some more entries.
    public Totals plus(List<BookEntry> entries) {
        var more = new TreeMap<>(sums);
        for (var entry : entries) {
            for (var posting : entry.postings()) {
                more.merge(
                        new Key(posting.total(), posting.currency()),
                        posting.minorUnits(),
                        Math::addExact);
            }
        }
        return new Totals(more);
    }

    public long of(String account, int currency) {
        return sums.getOrDefault(new Key(account, currency), 0L);
    }

    public Bytes encoded() {
        return Cbor.encode(item());
    }

    public Bytes hash() {
        return encoded().sha256();
    }

    Item item() {
        return new Item.Array(
                sums.entrySet().stream()
                        .map(each ->
                                Item.array(
                                        Item.of(each.getKey().account()),
                                        Item.of(each.getKey().currency()),
                                        Item.of(each.getValue())))
                        .toList());
    }

    static Totals decode(Item item) throws Malformed {
        var sums = new TreeMap<Key, Long>();
        var order = new ArrayList<Key>();
        for (var each : item.itemsUpTo("totals", MAX_TOTALS)) {
            var posting = each.items("a total", 3);
            var read =
                    BookPosting.decode(Item.array(posting.get(0), posting.get(2), posting.get(1)));
            var key = new Key(read.account(), read.currency());
            order.add(key);
            if (read.minorUnits() == 0 || sums.put(key, read.minorUnits()) != null) {
                throw new Malformed("a total that is zero or stands twice");
            }
        }
        if (!List.copyOf(sums.keySet()).equals(order)) {
            throw new Malformed("totals must be in ascending order");
        }
        return new Totals(sums);
    }
}
