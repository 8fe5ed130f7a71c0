package dev.coinless.model.book;

import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.function.Function;

/// Reads what the record's own constructor would refuse as [Malformed], because it came from
/// outside.
final class Named {

    private Named() {}

    static <T> T decode(String name, Item item, int maxLength, Function<String, T> constructor)
            throws Malformed {
        try {
            return constructor.apply(item.text(name, maxLength));
        } catch (IllegalArgumentException e) {
            throw new Malformed(name + " is not well-formed", e);
        }
    }
}
