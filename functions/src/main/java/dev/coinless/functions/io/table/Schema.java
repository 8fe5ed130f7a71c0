package dev.coinless.functions.io.table;

import dev.coinless.model.bytes.Bytes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/// Writes down how a record becomes an item, one attribute a line.
///
/// Attribute names are short: they count towards the item's size, and so do write units.
final class Schema<T> {

    static final String PARTITION = "pk";
    static final String SORT = "sk";

    private final StaticImmutableTableSchema.Builder<T, Values> builder;

    private Schema(Class<T> type, Function<Values, T> make) {
        this.builder =
                StaticImmutableTableSchema.builder(type, Values.class)
                        .newItemBuilder(Values::new, make);
    }

    /// Begins a schema.
    ///
    /// @param make reads the record back from the attributes
    static <T> Schema<T> of(Class<T> type, Function<Values, T> make) {
        return new Schema<>(type, make);
    }

    Schema<T> key(Function<T, String> partition, Function<T, String> sort) {
        builder.addAttribute(
                String.class,
                a ->
                        a.name(PARTITION)
                                .getter(partition)
                                .setter((values, value) -> values.put(PARTITION, value))
                                .tags(StaticAttributeTags.primaryPartitionKey()));
        builder.addAttribute(
                String.class,
                a ->
                        a.name(SORT)
                                .getter(sort)
                                .setter((values, value) -> values.put(SORT, value))
                                .tags(StaticAttributeTags.primarySortKey()));
        return this;
    }

    Schema<T> text(String name, Function<T, @Nullable String> getter) {
        return attribute(name, EnhancedType.of(String.class), getter);
    }

    Schema<T> number(String name, Function<T, @Nullable Long> getter) {
        return attribute(name, EnhancedType.of(Long.class), getter);
    }

    Schema<T> bytes(String name, Function<T, @Nullable Bytes> getter) {
        return attribute(
                name,
                EnhancedType.of(SdkBytes.class),
                item -> {
                    var bytes = getter.apply(item);
                    return bytes == null ? null : SdkBytes.fromByteArray(bytes.toArray());
                });
    }

    Schema<T> numbers(String name, Function<T, @Nullable List<Long>> getter) {
        return attribute(name, EnhancedType.listOf(Long.class), getter);
    }

    Schema<T> texts(String name, Function<T, @Nullable List<String>> getter) {
        return attribute(name, EnhancedType.listOf(String.class), getter);
    }

    Schema<T> numberMap(String name, Function<T, @Nullable Map<String, Long>> getter) {
        return attribute(name, EnhancedType.mapOf(String.class, Long.class), getter);
    }

    <E> Schema<T> documents(
            String name,
            Class<E> type,
            TableSchema<E> element,
            Function<T, @Nullable List<E>> getter) {
        return attribute(name, EnhancedType.listOf(EnhancedType.documentOf(type, element)), getter);
    }

    TableSchema<T> build() {
        return builder.build();
    }

    private <V> Schema<T> attribute(
            String name, EnhancedType<V> type, Function<T, @Nullable V> getter) {
        builder.addAttribute(
                type,
                a ->
                        a.name(name)
                                .getter(getter)
                                .setter((values, value) -> values.put(name, value)));
        return this;
    }
}
