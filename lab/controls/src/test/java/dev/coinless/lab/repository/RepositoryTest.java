package dev.coinless.lab.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// House rules that would rot if nobody checked them.
class RepositoryTest {

    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_TEST = 600;
    private static final Set<String> NOT_OURS =
            Set.of("target", "node_modules", ".git", ".coinless", ".idea");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#]+)");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
    private static final Pattern FORBIDDEN_CALL =
            Pattern.compile("Instant\\.now\\(\\)|LocalDateTime\\.now|Mockito|printStackTrace");

    /// A contract test's subclass that is nested and static.
    private static final Pattern NESTED_CONTRACT =
            Pattern.compile("^\\s+(static |final )+class \\w+ extends \\w*Contract");

    private static final Pattern SLEEP = Pattern.compile("Thread\\.sleep\\(");

    private final Path root = Home.find().root();

    @Test
    void noFileIsTooLongToRead() throws IOException {
        assertThat(
                        files(path ->
                                isJava(path)
                                        && lines(path).size()
                                                > (isTest(path) ? LONGEST_TEST : LONGEST_FILE)))
                .isEmpty();
    }

    @Test
    void nothingIsLeftUnfinished() throws IOException {
        assertThat(files(path -> isText(path) && contains(path, UNFINISHED))).isEmpty();
    }

    @Test
    void nobodyReadsTheSystemClockOrMocks() throws IOException {
        assertThat(
                        files(path ->
                                isJava(path)
                                        && !path.endsWith("RepositoryTest.java")
                                        && contains(path, FORBIDDEN_CALL)))
                .isEmpty();
    }

    @Test
    void noTestSleeps() throws IOException {
        // A fixture may be a program that is slow on purpose.
        assertThat(
                        files(path ->
                                isJava(path)
                                        && isTest(path)
                                        && !path.toString().contains("/fixture/")
                                        && !path.endsWith("RepositoryTest.java")
                                        && contains(path, SLEEP)))
                .isEmpty();
    }

    @Test
    void noContractIsRunByANestedClassThatTheBuildLeavesOut() throws IOException {
        assertThat(files(path -> isJava(path) && contains(path, NESTED_CONTRACT))).isEmpty();
    }

    @Test
    void everyLinkInTheDocumentsLeadsSomewhere() throws IOException {
        for (var page : files(path -> path.toString().endsWith(".md"))) {
            var links = LINK.matcher(Files.readString(root.resolve(page)));
            while (links.find()) {
                var target = root.resolve(page).resolveSibling(links.group(1).strip()).normalize();
                assertThat(target).as("link in %s", page).exists();
            }
        }
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        var packages =
                files(path -> isJava(path) && !isTest(path)).stream()
                        .map(path -> root.resolve(path).getParent())
                        .distinct()
                        .toList();
        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.resolve("package-info.java")).exists());
    }

    private List<Path> files(Predicate<Path> fits) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(RepositoryTest::isOurs)
                    .filter(path -> fits.test(path))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOurs(Path path) {
        for (var part : path) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isJava(Path path) {
        return path.toString().endsWith(".java");
    }

    private static boolean isTest(Path path) {
        return path.toString().contains("src/test");
    }

    private static boolean isText(Path path) {
        return Stream.of(".java", ".md", ".xml", ".yaml", ".mjs", ".sh")
                .anyMatch(ending -> path.toString().endsWith(ending));
    }

    private List<String> lines(Path path) {
        try {
            return Files.readAllLines(root.resolve(path));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + path, e);
        }
    }

    private boolean contains(Path path, Pattern pattern) {
        return lines(path).stream().anyMatch(line -> pattern.matcher(line).find());
    }
}
