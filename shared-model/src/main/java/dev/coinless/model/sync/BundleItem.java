package dev.coinless.model.sync;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;

/// One object in a bundle. A reader skips a kind that it does not know: it is of a later version.
///
/// @param kind the number of an [UpKind] or [DownKind]
/// @param content the object as it travels by itself
public record BundleItem(int kind, Bytes content) {

    /// Kinds have one byte.
    static final int MAX_KIND = 255;

    /// What the two CBOR heads of an item, its kind and its length take at most, in bytes.
    static final int HEADS = 8;

    public BundleItem {
        if (kind < 0 || kind > MAX_KIND) {
            throw new IllegalArgumentException("a kind is 0..255, not " + kind);
        }
    }

    public static BundleItem of(UpKind kind, Bytes content) {
        return new BundleItem(kind.number(), content);
    }

    public static BundleItem of(DownKind kind, Bytes content) {
        return new BundleItem(kind.number(), content);
    }

    static Item encode(List<BundleItem> items) {
        return new Item.Array(
                items.stream()
                        .map(each -> Item.array(Item.of(each.kind), Item.of(each.content)))
                        .toList());
    }

    static List<BundleItem> decode(Item encoded) throws Malformed {
        var items = new ArrayList<BundleItem>();
        for (var each : encoded.itemsUpTo("bundle items", SyncBundle.MAX_ITEMS)) {
            var parts = each.items("a bundle item", 2);
            items.add(
                    new BundleItem(
                            (int) parts.get(0).unsigned("item kind", MAX_KIND),
                            parts.get(1).bytesUpTo("item content", SyncBundle.MAX_ITEM)));
        }
        return items;
    }
}
