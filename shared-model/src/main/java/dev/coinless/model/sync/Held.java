package dev.coinless.model.sync;

import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.EnumMap;
import java.util.Map;

/// What a module has of what comes down, so that the platform answers with exactly what is missing.
///
/// @param acknowledged up to which receipt it has a valid ACK, 0 for none
/// @param newest its highest KEYCERT serial of each usage, 0 for none
/// @param header number of the highest HEADER of the Book that it has seen, 0 for none
public record Held(
        Sequence acknowledged,
        Map<KeyUsage, KeySerial> newest,
        Version denylist,
        Version config,
        long header) {

    private static final int FIELDS = 5;

    /// Numbers of the Book have 53 bits.
    private static final long MAX_HEADER = (1L << 53) - 1;

    public Held {
        var all = new EnumMap<KeyUsage, KeySerial>(KeyUsage.class);
        for (var usage : KeyUsage.values()) {
            all.put(usage, newest.getOrDefault(usage, new KeySerial(0)));
        }
        newest = Map.copyOf(all);
        if (header < 0 || header > MAX_HEADER) {
            throw new IllegalArgumentException("a header's number is 0..2^53-1, not " + header);
        }
    }

    public KeySerial newest(KeyUsage usage) {
        return newest.getOrDefault(usage, new KeySerial(0));
    }

    Item item() {
        var serials = new Item[KeyUsage.values().length];
        newest.forEach((usage, serial) -> serials[usage.number()] = Item.of(serial.value()));
        return Item.array(
                Item.of(acknowledged.value()),
                Item.array(serials),
                denylist.item(),
                config.item(),
                Item.of(header));
    }

    static Held decode(Item item) throws Malformed {
        var parts = item.items("what is held", FIELDS);
        var serials = parts.get(1).items("held serials", KeyUsage.values().length);
        var newest = new EnumMap<KeyUsage, KeySerial>(KeyUsage.class);
        for (var usage : KeyUsage.values()) {
            var serial = serials.get(usage.number()).unsigned("held serial", KeySerial.MAX);
            newest.put(usage, new KeySerial(serial));
        }
        return new Held(
                new Sequence(parts.get(0).unsigned("acknowledged sequence", Sequence.MAX)),
                newest,
                Version.decode("held denylist version", parts.get(2)),
                Version.decode("held config version", parts.get(3)),
                parts.get(4).unsigned("held header", MAX_HEADER));
    }
}
