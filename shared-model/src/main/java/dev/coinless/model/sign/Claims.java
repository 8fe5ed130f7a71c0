package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A CWT claims set (RFC 8392 3): registered claims by their numbers, and one private claim for
/// what no registered claim says.
public final class Claims {

    /// CWT id: the grant id.
    public static final long CTI = 7;

    /// Confirmation (RFC 8747): whose key must prove possession.
    public static final long CNF = 8;

    /// The confirmation method `ckt` (RFC 9679 5.6), here cut to its first 16 bytes.
    public static final long CKT = 5;

    /// Private claim: an array with the body of the object, laid out by its type.
    public static final long BODY = -65537;

    /// Private claim: the hash of the REQUEST that a grant answers.
    public static final long REQ = -65538;

    private final Map<Long, Item> entries;

    private Claims(Map<Long, Item> entries) {
        this.entries = Map.copyOf(entries);
    }

    /// Claims that are only a body.
    public static Item body(Item... body) {
        return new Item.IntMap(Map.of(BODY, Item.array(body)));
    }

    /// This claims map with one claim more.
    public static Item with(Item claims, long key, Item value) {
        if (!(claims instanceof Item.IntMap(var entries))) {
            throw new IllegalArgumentException("claims are a map");
        }
        var more = new HashMap<>(entries);
        more.put(key, value);
        return new Item.IntMap(more);
    }

    static Claims decode(Bytes payload) throws Malformed {
        return new Claims(Cbor.decode(payload).entries("claims"));
    }

    /// Refuses any claim outside the set, so that nothing unsigned-for slips through unread.
    public Claims only(Set<Long> known) throws Malformed {
        if (!known.containsAll(entries.keySet())) {
            throw new Malformed("a claim that this object does not have");
        }
        return this;
    }

    public Optional<Item> find(long key) {
        return Optional.ofNullable(entries.get(key));
    }

    public Item require(String name, long key) throws Malformed {
        return find(key).orElseThrow(() -> new Malformed(name + " is missing"));
    }

    /// The body's items.
    ///
    /// @throws Malformed if there are not exactly `size`
    public List<Item> body(int size) throws Malformed {
        return require("the body claim", BODY).items("the body claim", size);
    }
}
