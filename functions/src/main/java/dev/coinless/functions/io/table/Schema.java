package dev.coinless.functions.io.table;

import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

    /// The attribute that says in which form an item was written; absent is form 1.
    static final String FORM = "v";

    private final StaticImmutableTableSchema.Builder<T, Values> builder;
    private final List<Consumer<Values>> upgrades = new ArrayList<>();

    private Schema(Class<T> type, Function<Values, T> make) {
        this.builder =
                StaticImmutableTableSchema.builder(type, Values.class)
                        .newItemBuilder(Values::new, values -> make.apply(upgraded(values)));
    }

    /// Begins a schema.
    ///
    /// @param make reads the record back from the attributes
    static <T> Schema<T> of(Class<T> type, Function<Values, T> make) {
        return new Schema<>(type, make);
    }

    /// Begins the next form of the item; what is written from now on has it.
    ///
    /// @param step gives an item of the form before what it lacks
    Schema<T> upgrade(Consumer<Values> step) {
        upgrades.add(step);
        return this;
    }

    /// The attributes in the newest form, so that what was written long ago is read today.
    ///
    /// @throws NewerItem if a later version of this program wrote it
    private Values upgraded(Values values) {
        long found = values.has(FORM) ? values.number(FORM) : 1;
        if (found > form()) {
            throw new NewerItem(
                    "item %s has form %d, this program reads up to %d; deploy the newer program"
                            .formatted(values.text(PARTITION), found, form()));
        }
        upgrades.subList((int) found - 1, upgrades.size()).forEach(step -> step.accept(values));
        return values;
    }

    private long form() {
        return 1L + upgrades.size();
    }

    /// A later version of this program wrote this item; to guess what it means would lose money.
    static final class NewerItem extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        NewerItem(String message) {
            super(message);
        }
    }

    Schema<T> key(Function<T, String> partition, Function<T, String> sort) {
        number(FORM, _ -> form());
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
