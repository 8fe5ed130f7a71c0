package dev.coinless.model.cash;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Set;

/// One sale for coins, or one coin's pulse.
///
/// @param place the item's number, or the pulse line's
/// @param price in minor units of the module's currency; for a pulse what it is worth
/// @param powered seconds that the module had run in all its life: it has no clock
public record CashSale(
        CashSource source, int place, long price, Set<Remark> remarks, long powered) {

    public static final int MAX_PLACE = 0xFFFF;
    public static final long MAX_PRICE = 0xFFFF_FFFFL;
    public static final long MAX_POWERED = 0xFFFF_FFFFL;

    /// What the first sale of a generation is chained to.
    public static final Bytes NO_CHAIN = Bytes.of(new byte[32]);

    private static final int FIELDS = 5;

    public CashSale {
        remarks = Set.copyOf(remarks);
        requireUpTo("place", place, MAX_PLACE);
        requireUpTo("price", price, MAX_PRICE);
        requireUpTo("powered", powered, MAX_POWERED);
    }

    /// Whether its price is money in the cash box.
    public boolean isMoney() {
        return remarks.isEmpty();
    }

    /// The chain up to and with this sale: a hash of the one before and this one, so that two
    /// histories that differ anywhere differ from there on.
    public Bytes chainedTo(Bytes before) {
        return Bytes.concat(before, encoded()).sha256();
    }

    /// Its bytes, as in a batch.
    public Bytes encoded() {
        return Cbor.encode(item());
    }

    public static CashSale decode(Bytes encoded) throws Malformed {
        return decode(Cbor.decode(encoded));
    }

    Item item() {
        return Item.array(
                Item.of(source.number()),
                Item.of(place),
                Item.of(price),
                Item.of(Remark.bitsOf(remarks)),
                Item.of(powered));
    }

    static CashSale decode(Item item) throws Malformed {
        var fields = item.items("cash sale", FIELDS);
        return new CashSale(
                CashSource.of(fields.get(0).unsigned("cash source", 255))
                        .orElseThrow(() -> new Malformed("a cash source not known")),
                (int) fields.get(1).unsigned("place", MAX_PLACE),
                fields.get(2).unsigned("price", MAX_PRICE),
                Remark.of((int) fields.get(3).unsigned("remarks", Remark.ALL)),
                fields.get(4).unsigned("powered", MAX_POWERED));
    }

    private static void requireUpTo(String name, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(
                    "%s must be 0..%d, not %d".formatted(name, max, value));
        }
    }
}
