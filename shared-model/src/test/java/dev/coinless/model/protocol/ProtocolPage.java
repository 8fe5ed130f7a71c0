package dev.coinless.model.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The page docs/protocol.md, as tests read it.
///
/// @param vectors by name, in the page's order
record ProtocolPage(List<String> lines, Map<String, Vector> vectors) {
    private static final String FENCE = "```";
    private static final String LABEL = FENCE + "vector ";

    static ProtocolPage read() {
        try {
            var lines = Files.readAllLines(path());
            return new ProtocolPage(lines, vectorsIn(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the page is, from the module's folder or the repository's.
    static Path path() {
        var here = Path.of("docs", "protocol.md");
        return Files.exists(here) ? here : Path.of("..").resolve(here);
    }

    Vector vector(String name) {
        var found = vectors.get(name);
        if (found == null) {
            throw new AssertionError("docs/protocol.md has no vector " + name);
        }
        return found;
    }

    /// The cells of the first table after the line that contains `heading` whose header starts with
    /// `firstHeader`; without header and rule.
    List<List<String>> table(String heading, String firstHeader) {
        int at = indexOf(0, heading);
        int header = indexOf(at, "| " + firstHeader + " |");
        var rows = new ArrayList<List<String>>();
        for (int i = header + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
            var cells = lines.get(i).split("\\|");
            rows.add(Arrays.stream(cells).skip(1).map(String::strip).toList());
        }
        return rows;
    }

    private int indexOf(int from, String text) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError("docs/protocol.md has no line with " + text);
    }

    private static Map<String, Vector> vectorsIn(List<String> lines) {
        var vectors = new LinkedHashMap<String, Vector>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(LABEL)) {
                var name = lines.get(i).substring(LABEL.length());
                int end = i + 1;
                while (!lines.get(end).equals(FENCE)) {
                    end++;
                }
                if (vectors.put(name, Vector.parse(name, lines.subList(i + 1, end))) != null) {
                    throw new AssertionError("two vectors are called " + name);
                }
            }
        }
        return vectors;
    }
}
