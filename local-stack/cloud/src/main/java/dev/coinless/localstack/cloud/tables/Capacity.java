package dev.coinless.localstack.cloud.tables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.localstack.cloud.Json;
import java.util.List;
import java.util.Set;

/// Capacity units by the rules in the DynamoDB Developer Guide ("Read and write capacity
/// consumption", "Global secondary indexes: throughput considerations").
///
/// @param key the key attributes of the table
/// @param indexes its global secondary indexes
record Capacity(Set<String> key, List<Index> indexes) {

    /// One write unit writes this much.
    private static final int WRITE_BYTES = 1024;

    /// One read unit reads this much, strongly consistent; half a unit when eventually.
    private static final int READ_BYTES = 4096;

    /// An index, with what it contains of an item.
    ///
    /// @param key its key attributes; an item without all of them is not in the index
    /// @param projected further attributes, unless all are
    record Index(Set<String> key, Set<String> projected, boolean all) {

        Index {
            key = Set.copyOf(key);
            projected = Set.copyOf(projected);
        }

        /// The item's entry in this index, a missing node when there is none.
        JsonNode entryOf(JsonNode item, Set<String> tableKey) {
            if (!key.stream().allMatch(item::has)) {
                return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
            }
            if (all) {
                return item;
            }
            var entry = Json.object();
            for (var attribute : item.properties()) {
                var name = attribute.getKey();
                if (key.contains(name) || tableKey.contains(name) || projected.contains(name)) {
                    entry.set(name, attribute.getValue());
                }
            }
            return entry;
        }

        /// Units for taking the index from one state of an item to the next: nothing when the entry
        /// is the same, one write for put, update or delete, two when the entry moves.
        long units(JsonNode before, JsonNode after, Set<String> tableKey) {
            var old = entryOf(before, tableKey);
            var fresh = entryOf(after, tableKey);
            if (old.equals(fresh)) {
                return 0;
            }
            if (old.isMissingNode() || fresh.isMissingNode() || sameKey(old, fresh)) {
                return writeUnits(Math.max(ItemSize.of(old), ItemSize.of(fresh)));
            }
            return writeUnits(ItemSize.of(old)) + writeUnits(ItemSize.of(fresh));
        }

        private boolean sameKey(JsonNode old, JsonNode fresh) {
            return key.stream().allMatch(name -> old.path(name).equals(fresh.path(name)));
        }
    }

    Capacity {
        key = Set.copyOf(key);
        indexes = List.copyOf(indexes);
    }

    /// Units of a write that took an item from one state to the next (missing nodes: no item),
    /// indexes included; the larger of both sizes counts.
    ///
    /// A transaction writes each item twice, to prepare and to commit; its changes reach the
    /// indexes once, when it is complete (Developer Guide, "DynamoDB Transactions: How it works").
    long write(JsonNode before, JsonNode after, boolean transactional) {
        long item = writeUnits(Math.max(ItemSize.of(before), ItemSize.of(after)));
        long inIndexes = indexes.stream().mapToLong(each -> each.units(before, after, key)).sum();
        return (transactional ? 2 * item : item) + inIndexes;
    }

    /// Read units of this many bytes: half for eventual consistency, twice in a transaction.
    static double read(int bytes, boolean consistent, boolean transactional) {
        double units = Math.max(1, Math.ceilDiv(bytes, READ_BYTES));
        return transactional ? 2 * units : consistent ? units : units / 2;
    }

    private static long writeUnits(int bytes) {
        return Math.max(1, Math.ceilDiv(bytes, WRITE_BYTES));
    }
}
