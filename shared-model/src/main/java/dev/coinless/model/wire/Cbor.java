package dev.coinless.model.wire;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;

/// Encodes and decodes [Item]s as deterministic CBOR (RFC 8949 4.2.1).
public final class Cbor {

    /// Arrays and maps inside each other; a receipt's vends are the deepest. Bounds the work on
    /// hostile input, and is what the library's canonical encoder takes.
    static final int MAX_DEPTH = 4;

    private static final CBOREncodeOptions CANONICAL =
            new CBOREncodeOptions("ctap2canonical=true;allowduplicatekeys=false");

    private Cbor() {}

    public static Bytes encode(Item item) {
        return Bytes.of(toObject(item).EncodeToBytes(CANONICAL));
    }

    /// Decodes exactly one item that fills all of `bytes`.
    ///
    /// @throws Malformed if the bytes are not CBOR, not in deterministic form, or of a kind that
    ///   the protocol does not use
    public static Item decode(Bytes bytes) throws Malformed {
        Item item;
        try {
            item = toItem(CBORObject.DecodeFromBytes(bytes.toArray()), 0);
        } catch (CBORException | IllegalStateException | ArithmeticException e) {
            throw new Malformed("not well-formed CBOR", e);
        }
        if (!encode(item).equals(bytes)) {
            throw new Malformed("not deterministic CBOR (RFC 8949 4.2.1)");
        }
        return item;
    }

    private static CBORObject toObject(Item item) {
        return switch (item) {
            case Item.Int(var value) -> CBORObject.FromObject(value);
            case Item.ByteString(var value) -> CBORObject.FromObject(value.toArray());
            case Item.Text(var value) -> CBORObject.FromObject(value);
            case Item.Null() -> CBORObject.Null;
            case Item.Array(var items) -> {
                var array = CBORObject.NewArray();
                items.forEach(each -> array.Add(toObject(each)));
                yield array;
            }
            case Item.IntMap(var entries) -> {
                var map = CBORObject.NewMap();
                entries.forEach((key, value) -> map.Add(key.longValue(), toObject(value)));
                yield map;
            }
        };
    }

    private static Item toItem(CBORObject object, int depth) throws Malformed {
        if (object.isTagged()) {
            throw new Malformed("a CBOR tag, which the protocol does not use");
        }
        if (object.isNull()) {
            return new Item.Null();
        }
        return switch (object.getType()) {
            case Integer -> integer(object);
            case ByteString -> new Item.ByteString(Bytes.of(object.GetByteString()));
            case TextString -> new Item.Text(object.AsString());
            case Array -> array(object, deeper(depth));
            case Map -> map(object, deeper(depth));
            default -> throw new Malformed("a CBOR kind that the protocol does not use");
        };
    }

    private static int deeper(int depth) throws Malformed {
        if (depth == MAX_DEPTH) {
            throw new Malformed("CBOR nested deeper than " + MAX_DEPTH);
        }
        return depth + 1;
    }

    private static Item integer(CBORObject object) throws Malformed {
        if (!object.CanValueFitInInt64()) {
            throw new Malformed("an integer of more than 63 bits");
        }
        return new Item.Int(object.AsInt64Value());
    }

    private static Item array(CBORObject object, int depth) throws Malformed {
        var items = new ArrayList<Item>(object.size());
        for (var value : object.getValues()) {
            items.add(toItem(value, depth));
        }
        return new Item.Array(items);
    }

    private static Item map(CBORObject object, int depth) throws Malformed {
        var entries = new HashMap<Long, Item>();
        for (var entry : object.getEntries()) {
            var key = entry.getKey();
            if (key.getType() != CBORType.Integer || !key.CanValueFitInInt64()) {
                throw new Malformed("a map key that is not an integer");
            }
            entries.put(key.AsInt64Value(), toItem(entry.getValue(), depth));
        }
        return new Item.IntMap(entries);
    }
}
