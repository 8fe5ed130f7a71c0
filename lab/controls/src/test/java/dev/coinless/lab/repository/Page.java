package dev.coinless.lab.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page in Markdown, as far as the tests read it: tables, code spans and indented commands.
///
/// @param lines without their line ends
record Page(String name, List<String> lines) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CELLS = Pattern.compile("\\s*(?<!\\\\)\\|\\s*");

    static Page read(Path file) throws IOException {
        return new Page(file.getFileName().toString(), Files.readAllLines(file));
    }

    /// The rows of the table whose header begins with these cells, without header and rule.
    List<List<String>> table(String... header) {
        int start = -1;
        for (int i = 0; i < lines.size() && start < 0; i++) {
            var cells = cells(lines.get(i));
            if (cells.size() >= header.length
                    && cells.subList(0, header.length).equals(List.of(header))) {
                start = i;
            }
        }
        if (start < 0) {
            throw new AssertionError(name + " has no table with the header " + List.of(header));
        }
        return lines.subList(start + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(Page::cells)
                .toList();
    }

    /// Every text between back-quotes, page-wide.
    Stream<String> codeSpans() {
        return lines.stream().flatMap(Page::codeIn);
    }

    /// The texts between back-quotes in one cell or line.
    static Stream<String> codeIn(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1));
    }

    /// Everything that fits, page-wide.
    Stream<MatchResult> all(Pattern pattern) {
        return pattern.matcher(String.join("\n", lines)).results();
    }

    /// What its headings are called in links: lower case, blanks as hyphens, no punctuation.
    Stream<String> anchors() {
        return lines.stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line ->
                        line.replaceFirst("#+ ", "")
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\w\\- ]", "")
                                .replace(' ', '-'));
    }

    private static List<String> cells(String line) {
        if (!line.startsWith("|")) {
            return List.of();
        }
        return List.of(CELLS.split(line.strip().replaceAll("^\\|\\s*|\\s*\\|$", ""), -1));
    }
}
