package dev.coinless.localstack.cloud.template;

import java.util.List;
import java.util.Map;

/// A node of the template, before its intrinsics are resolved.
public sealed interface Value {

    Where where();

    /// A scalar.
    ///
    /// @param literal whether YAML reads it as a number or a boolean
    record Text(String text, boolean literal, Where where) implements Value {}

    record Items(List<Value> values, Where where) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// A mapping.
    ///
    /// @param values in the order of the template
    record Fields(Map<String, Value> values, Where where) implements Value {}

    /// An intrinsic function, by its name without `!` or `Fn::`.
    record Call(String name, Value argument, Where where) implements Value {}
}
