package dev.coinless.localstack.cloud.template;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A mapping of the template, read key by key; [#end] refuses the keys that nobody read.
final class Section {

    private final Value.Fields fields;
    private final Intrinsics intrinsics;
    private final Set<String> read = new HashSet<>();

    Section(Value value, Intrinsics intrinsics) {
        if (!(value instanceof Value.Fields mapping)) {
            throw new TemplateProblem("a mapping is expected here", value.where());
        }
        this.fields = mapping;
        this.intrinsics = intrinsics;
    }

    Where where() {
        return fields.where();
    }

    Optional<Value> find(String key) {
        read.add(key);
        return Optional.ofNullable(fields.values().get(key));
    }

    Value get(String key) {
        return find(key).orElseThrow(() -> new TemplateProblem(key + " is missing", where()));
    }

    String textOf(Value value) {
        return intrinsics.textOf(value);
    }

    Optional<String> findText(String key) {
        return find(key).map(intrinsics::textOf);
    }

    String text(String key) {
        return intrinsics.textOf(get(key));
    }

    Optional<Integer> findNumber(String key) {
        return find(key).map(value -> number(key, value));
    }

    boolean isTrue(String key) {
        return findText(key).map(text -> text.equals("true")).orElse(false);
    }

    Optional<Section> findSection(String key) {
        return find(key).map(value -> new Section(value, intrinsics));
    }

    /// A mapping elsewhere in the template, with the same names.
    Section sibling(Value value) {
        return new Section(value, intrinsics);
    }

    Section section(String key) {
        return new Section(get(key), intrinsics);
    }

    List<Value> items(String key) {
        return find(key).map(Section::itemsOf).orElse(List.of());
    }

    /// The texts of a mapping of texts, such as environment variables.
    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        fields.values().forEach((key, value) -> texts.put(key, intrinsics.textOf(value)));
        read.addAll(fields.values().keySet());
        return texts;
    }

    /// The entries, each a mapping, in order.
    Map<String, Section> sections() {
        var sections = new LinkedHashMap<String, Section>();
        fields.values().forEach((key, value) -> sections.put(key, new Section(value, intrinsics)));
        read.addAll(fields.values().keySet());
        return sections;
    }

    /// Accepts keys that change nothing here; their intrinsics must be understood all the same.
    Section accept(String... keys) {
        for (var key : keys) {
            find(key).ifPresent(intrinsics::check);
        }
        return this;
    }

    /// Accepts a key with one value only.
    Section acceptOnly(String key, String allowed) {
        var text = findText(key);
        if (text.isPresent() && !text.get().equals(allowed)) {
            throw new TemplateProblem(
                    key + " can only be " + allowed + " here, was " + text.get(), where());
        }
        return this;
    }

    /// @throws TemplateProblem naming the first key that was not read
    void end() {
        fields.values()
                .forEach((key, value) -> {
                    if (!read.contains(key)) {
                        throw new TemplateProblem("unknown property " + key, value.where());
                    }
                });
    }

    private static List<Value> itemsOf(Value value) {
        if (value instanceof Value.Items(var values, _)) {
            return values;
        }
        throw new TemplateProblem("a list is expected here", value.where());
    }

    private int number(String key, Value value) {
        var text = intrinsics.textOf(value);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TemplateProblem(key + " must be a number, was " + text, value.where());
        }
    }
}
