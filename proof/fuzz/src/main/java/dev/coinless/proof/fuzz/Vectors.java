package dev.coinless.proof.fuzz;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.ObjectType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The golden vectors of docs/protocol.md: names to fields, inputs and outputs alike.
///
/// @param byName each vector's fields by name
record Vectors(Map<String, Map<String, String>> byName) {

    private static final Pattern START = Pattern.compile("```vector ([\\w-]+)");
    private static final Pattern FIELD = Pattern.compile("([\\w-]+)(?::| =) (.*)");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2})+");

    static Vectors read(Path page) throws IOException {
        var vectors = new LinkedHashMap<String, Map<String, String>>();
        Map<String, String> current = new HashMap<>();
        for (var line : Files.readAllLines(page)) {
            var start = START.matcher(line);
            var field = FIELD.matcher(line);
            if (start.matches()) {
                current = new HashMap<>();
                vectors.put(start.group(1), current);
            } else if (field.matches()) {
                current.put(field.group(1), field.group(2));
            }
        }
        return new Vectors(vectors);
    }

    /// The bytes of one field of a vector.
    ///
    /// @throws IllegalArgumentException if the page has no such vector or field
    Bytes bytes(String name, String field) {
        var value = byName.getOrDefault(name, Map.of()).get(field);
        if (value == null) {
            throw new IllegalArgumentException(
                    "docs/protocol.md has no vector %s with %s".formatted(name, field));
        }
        return Bytes.fromHex(value);
    }

    /// Inputs to start from: every byte string of the page behind every choice of a first byte that
    /// some target makes, so that each reader meets something it knows.
    List<Bytes> seeds() {
        var seeds = new ArrayList<Bytes>();
        for (var vector : byName.values()) {
            vector.values().stream()
                    .filter(value -> HEX.matcher(value).matches())
                    .map(Bytes::fromHex)
                    .forEach(bytes -> {
                        for (int choice = 0; choice < ObjectType.values().length; choice++) {
                            seeds.add(Bytes.concat(Bytes.of((byte) choice), bytes));
                            seeds.add(Bytes.concat(Bytes.of((byte) (0x80 | choice)), bytes));
                        }
                    });
        }
        return seeds;
    }
}
