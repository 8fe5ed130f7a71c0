package dev.coinless.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What each reading of an item takes, at the edges of its range, and what it says of the rest.
class ItemTest {

    private static final Item BYTES = Item.of(Bytes.fromHex("010203"));
    private static final Item TEXT = Item.of("abc");
    private static final Item ARRAY = Item.array(Item.of(1), Item.of(2));
    private static final Item MAP = new Item.IntMap(Map.of(4L, Item.of(5)));

    /// A way to read an item.
    private interface Reading {
        Object of(Item item) throws Malformed;
    }

    @Test
    void anUnsignedNumberLiesBetweenZeroAndItsMaximum() throws Malformed {
        assertThat(Item.of(0).unsigned("item", 7)).isEqualTo(0);
        assertThat(Item.of(7).unsigned("item", 7)).isEqualTo(7);
        for (var wrong : List.of(Item.of(-1), Item.of(8), BYTES, TEXT, ARRAY, MAP)) {
            assertMalformed(
                    wrong, it -> it.unsigned("item", 7), "item must be an integer from 0 to 7");
        }
    }

    @Test
    void anIntegerLiesBetweenItsLimits() throws Malformed {
        assertThat(Item.of(-3).integer("item", -3, 7)).isEqualTo(-3);
        assertThat(Item.of(7).integer("item", -3, 7)).isEqualTo(7);
        for (var wrong : List.of(Item.of(-4), Item.of(8), BYTES, TEXT, ARRAY, MAP)) {
            assertMalformed(
                    wrong, it -> it.integer("item", -3, 7), "item must be an integer from -3 to 7");
        }
    }

    @Test
    void aByteStringHasItsExactLengthOrAtMostOne() throws Malformed {
        assertThat(BYTES.bytes("key", 3)).isEqualTo(Bytes.fromHex("010203"));
        assertThat(BYTES.bytesUpTo("key", 3)).isEqualTo(Bytes.fromHex("010203"));
        assertThat(Item.of(Bytes.EMPTY).bytesUpTo("key", 3)).isEqualTo(Bytes.EMPTY);
        for (int length : new int[] {2, 4}) {
            assertMalformed(
                    BYTES,
                    it -> it.bytes("key", length),
                    "key must be a byte string of %d bytes".formatted(length));
        }
        for (var wrong : List.of(BYTES, TEXT, Item.of(0), ARRAY, MAP)) {
            assertMalformed(
                    wrong,
                    it -> it.bytesUpTo("key", 2),
                    "key must be a byte string of at most 2 bytes");
        }
        assertMalformed(TEXT, it -> it.bytes("key", 3), "key must be a byte string of 3 bytes");
    }

    @Test
    void textIsNotLongerThanItsMaximum() throws Malformed {
        assertThat(TEXT.text("name", 3)).isEqualTo("abc");
        for (var wrong : List.of(TEXT, BYTES, Item.of(0))) {
            assertMalformed(
                    wrong, it -> it.text("name", 2), "name must be text of at most 2 characters");
        }
    }

    @Test
    void anArrayHasItsExactSizeOrAtMostOne() throws Malformed {
        assertThat(ARRAY.items("body", 2)).containsExactly(Item.of(1), Item.of(2));
        assertThat(ARRAY.itemsUpTo("body", 2)).containsExactly(Item.of(1), Item.of(2));
        for (int size : new int[] {1, 3}) {
            assertMalformed(
                    ARRAY,
                    it -> it.items("body", size),
                    "body must be an array of %d items".formatted(size));
        }
        for (var wrong : List.of(ARRAY, MAP, TEXT)) {
            assertMalformed(
                    wrong,
                    it -> it.itemsUpTo("body", 1),
                    "body must be an array of at most 1 items");
        }
        assertMalformed(MAP, it -> it.items("body", 1), "body must be an array of 1 items");
    }

    @Test
    void aMapIsReadByItsKeys() throws Malformed {
        assertThat(MAP.entries("claims")).isEqualTo(Map.of(4L, Item.of(5)));
        assertThat(MAP.entry(4)).contains(Item.of(5));
        assertThat(MAP.entry(5)).isEmpty();
        assertThat(ARRAY.entry(4)).isEmpty();
        assertMalformed(
                ARRAY, it -> it.entries("claims"), "claims must be a map with integer keys");
    }

    @Test
    void anItemDoesNotChangeWithWhatItWasMadeOf() {
        var items = new ArrayList<>(List.of(Item.of(1)));
        var entries = new HashMap<>(Map.of(1L, Item.of(1)));
        var array = new Item.Array(items);
        var map = new Item.IntMap(entries);

        items.clear();
        entries.clear();

        assertThat(array.items()).hasSize(1);
        assertThat(map.entries()).hasSize(1);
    }

    private static void assertMalformed(Item item, Reading reading, String message) {
        assertThatExceptionOfType(Malformed.class)
                .as("%s", item)
                .isThrownBy(() -> reading.of(item))
                .withMessage(message);
    }
}
