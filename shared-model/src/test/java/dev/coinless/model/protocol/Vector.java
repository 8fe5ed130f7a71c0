package dev.coinless.model.protocol;

import dev.coinless.model.bytes.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A golden vector of the page: `name: value` lines are its inputs, `name = value` lines what they
/// must give.
record Vector(String name, Map<String, String> inputs, Map<String, String> outputs) {

    static Vector parse(String name, List<String> lines) {
        var inputs = new LinkedHashMap<String, String>();
        var outputs = new LinkedHashMap<String, String>();
        for (var line : lines) {
            var key = line.split("[ :]", 2)[0];
            var rest = line.substring(key.length());
            if (rest.startsWith(":")) {
                inputs.put(key, rest.substring(1).strip());
            } else {
                outputs.put(key, rest.substring(" = ".length()));
            }
        }
        return new Vector(name, inputs, outputs);
    }

    boolean has(String key) {
        return inputs.containsKey(key);
    }

    String text(String key) {
        var value = inputs.get(key);
        if (value == null) {
            throw new AssertionError("vector %s has no input %s".formatted(name, key));
        }
        return value;
    }

    Bytes bytes(String key) {
        return Bytes.fromHex(text(key));
    }

    long number(String key) {
        return Long.parseLong(text(key));
    }

    Bytes output(String key) {
        var value = outputs.get(key);
        if (value == null) {
            throw new AssertionError("vector %s has no output %s".formatted(name, key));
        }
        return Bytes.fromHex(value);
    }
}
