package dev.coinless.functions.io.table;

import dev.coinless.model.bytes.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/// The attributes of one item while it is read; the builder of every item's schema.
///
/// A missing attribute is an error that names it: an item that lacks one was not written by us.
final class Values {

    private final Map<String, Object> values = new HashMap<>();

    void put(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        return (String) require(name);
    }

    long number(String name) {
        return (Long) require(name);
    }

    /// A number that not every item has.
    long numberOr(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    Bytes bytes(String name) {
        return Bytes.of(((SdkBytes) require(name)).asByteArray());
    }

    /// Bytes that not every item has.
    Optional<Bytes> find(String name) {
        return has(name) ? Optional.of(bytes(name)) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    <T> List<T> list(String name) {
        return (List<T>) require(name);
    }

    @SuppressWarnings("unchecked")
    <T> Map<String, T> map(String name) {
        return (Map<String, T>) require(name);
    }

    /// The key's part after its prefix.
    String keyAfter(String prefix) {
        var key = text(Schema.PARTITION);
        if (!key.startsWith(prefix)) {
            throw new IllegalStateException("item %s is not a %s item".formatted(key, prefix));
        }
        return key.substring(prefix.length());
    }

    private Object require(String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalStateException("attribute " + name + " is missing"));
    }
}
