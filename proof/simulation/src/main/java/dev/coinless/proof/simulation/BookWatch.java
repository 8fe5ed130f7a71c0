package dev.coinless.proof.simulation;

import dev.coinless.functions.book.Fragment;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Malformed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Looks at every change of the Book's table: no entry is appended twice, lanes have no gap, blocks
/// follow one another, nothing is removed before it is sealed, and no header is replaced.
final class BookWatch {

    private final Map<String, Lane> lanes = new HashMap<>();
    private final Set<String> entries = new HashSet<>();
    private long headers;

    /// What a lane has, by its items.
    private static final class Lane {
        private long appended;
        private long inFragments;
        private long inBlocks;
        private final Set<Long> marks = new HashSet<>();
    }

    void look(List<MemoryDynamo.Change> changes) {
        boolean isChanged = false;
        for (var change : changes) {
            if (change.table().equals(SimulatedCloud.BOOK)) {
                isChanged = true;
                changed(change.before(), change.after());
            }
        }
        if (isChanged) {
            lanes.forEach(BookWatch::check);
        }
    }

    private static void check(String name, Lane lane) {
        if (lane.marks.size() != lane.appended || lane.inFragments != lane.appended) {
            throw new Violation(
                    "lane %s says %d entries, %d are marked and %d were written"
                            .formatted(name, lane.appended, lane.marks.size(), lane.inFragments));
        }
    }

    private void changed(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        var partition = text(after.isEmpty() ? before : after, "pk");
        if (after.isEmpty()) {
            removed(partition, before);
            return;
        }
        boolean isNew = before.isEmpty();
        switch (partition.charAt(0)) {
            case 'L' -> lane(text(after, "sk")).appended = number(after, "app");
            case 'F' -> appended(lane(partition.substring(2)), after, isNew);
            case 'E' -> marked(partition.substring(2), after, isNew);
            case 'B' -> sealed(lane(partition.substring(2)), after, isNew);
            case 'H' -> signed(partition, after, isNew);
            default -> {}
        }
    }

    private Lane lane(String name) {
        return lanes.computeIfAbsent(name, _ -> new Lane());
    }

    private void appended(Lane lane, Map<String, AttributeValue> fragment, boolean isNew) {
        if (!isNew || Long.parseLong(text(fragment, "sk")) != lane.inFragments) {
            throw new Violation("entries are written over others, or behind a gap");
        }
        try {
            var encoded = Objects.requireNonNull(fragment.get("ent")).b().asByteArray();
            for (var entry : Fragment.decodeEntries(Bytes.of(encoded))) {
                if (!entries.add(entry.account() + "#" + entry.version())) {
                    throw new Violation("an entry is in the Book twice");
                }
                lane.inFragments++;
            }
        } catch (Malformed e) {
            throw new Violation("entries are not readable", e);
        }
    }

    private void marked(String account, Map<String, AttributeValue> mark, boolean isNew) {
        boolean isFree = lane(text(mark, "lan")).marks.add(number(mark, "idx"));
        if (!isNew || !isFree) {
            throw new Violation("an entry of account %s is marked twice".formatted(account));
        }
    }

    private void sealed(Lane lane, Map<String, AttributeValue> block, boolean isNew) {
        if (!isNew || Long.parseLong(text(block, "sk")) != lane.inBlocks) {
            throw new Violation("a block is replaced, or does not follow the one before it");
        }
        lane.inBlocks += number(block, "cnt");
    }

    private void removed(String partition, Map<String, AttributeValue> item) {
        try {
            var encoded = Objects.requireNonNull(item.get("ent"), partition).b().asByteArray();
            long end =
                    Long.parseLong(text(item, "sk"))
                            + Fragment.decodeEntries(Bytes.of(encoded)).size();
            if (end > lane(partition.substring(2)).inBlocks) {
                throw new Violation("entries are removed before they are sealed");
            }
        } catch (Malformed e) {
            throw new Violation("entries are not readable", e);
        }
    }

    /// Headers and their log share a letter.
    private void signed(String partition, Map<String, AttributeValue> item, boolean isNew) {
        if (!partition.equals("H")) {
            return;
        }
        if (!isNew || Long.parseLong(text(item, "sk")) != headers + 1) {
            throw new Violation("a header is replaced, or does not follow the one before it");
        }
        headers++;
    }

    /// Whether the Book has the versions 1 to n of an account.
    boolean hasAll(String account, long versions) {
        for (long version = 1; version <= versions; version++) {
            if (!entries.contains(account + "#" + version)) {
                return false;
            }
        }
        return true;
    }

    /// Entries in all lanes.
    int size() {
        return entries.size();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).s();
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(Objects.requireNonNull(item.get(name), name).n());
    }
}
