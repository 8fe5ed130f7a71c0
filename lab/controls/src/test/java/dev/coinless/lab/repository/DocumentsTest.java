package dev.coinless.lab.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.home.Home;
import dev.coinless.lab.shell.LabShell;
import dev.coinless.model.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pages for people say of commands, settings, functions and names is what the code has.
class DocumentsTest {

    private static final Pattern SETTING =
            Pattern.compile("(?:reader\\.\\w+\\(|\\(reader,)\\s*\"([a-z.]+)\"");
    private static final Pattern FUNCTION =
            Pattern.compile("(?m)^  (\\w+):\\n    Type: AWS::Serverless::Function$");
    private static final Pattern PARAMETER =
            Pattern.compile(
                    "(?m)^  (\\w+):\\n    Type: (?:String|Number)\\n(?:    Default: (.*))?");
    private static final Pattern LAUNCHER = Pattern.compile("\\./coinless ([a-z]+)");
    private static final Pattern CODE_NAME =
            Pattern.compile(
                    "(?:dev\\.coinless\\.)?(edge|functions|wallet|lab|model)((?:\\.[a-z]+)+)(?:\\.([A-Z]\\w+))?");
    private static final Pattern TEST_NAME = Pattern.compile("`(\\w+(?:IT|Test))(?:\\.(\\w+))?`");
    private static final Pattern FOLDER =
            Pattern.compile(
                    "(?:shared-model|functions|edge-agent|wallet|simulators|local-stack|lab|infra|docs)"
                            + "/[\\w./-]+");
    private static final Pattern MODULE_COMMAND =
            Pattern.compile("(?m)^ +coinless-module (\\w+)(.*)$");
    private static final Pattern ANCHOR =
            Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)#([^)\\s]+)\\)");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    private static final Map<String, String> SOURCES =
            Map.of(
                    "edge", "edge-agent/src/main/java/dev/coinless/edge",
                    "functions", "functions/src/main/java/dev/coinless/functions",
                    "wallet", "wallet/src/main/java/dev/coinless/wallet",
                    "model", "shared-model/src/main/java/dev/coinless/model",
                    "lab", "lab/controls/src/main/java/dev/coinless/lab");

    private final Path root = Home.find().root();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "docs/architecture.md",
                "docs/developer.md",
                "docs/hobbyist.md",
                "docs/operator.md",
                "docs/protocol.md",
                "docs/threat-model.md"
            })
    void everyLinkIntoAPageLeadsToAHeading(String name) throws IOException {
        var file = root.resolve(name);
        for (var link : Page.read(file).all(ANCHOR).toList()) {
            var target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1));
            assertThat(Page.read(target.normalize()).anchors())
                    .as("%s in %s", link.group(), name)
                    .contains(link.group(2));
        }
    }

    @Test
    void theHobbyistsTableHasExactlyTheModulesSettings() throws IOException {
        var code = sources(SOURCES.get("edge") + "/config");

        var known = SETTING.matcher(code).results().map(found -> found.group(1));

        assertThat(firstSpans(page("hobbyist.md").table("setting", "default")))
                .containsExactlyInAnyOrderElementsOf(known.collect(Collectors.toSet()));
    }

    @Test
    void theHobbyistsCommandsHaveTheOptionsOfTheProgram() throws IOException {
        var usage = read(SOURCES.get("edge") + "/Main.java");
        var commands = page("hobbyist.md").all(MODULE_COMMAND).toList();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
        for (var command : commands) {
            var options = OPTION.matcher(command.group(2)).results();
            var line = usage.lines().filter(it -> it.strip().startsWith(command.group(1) + " --"));
            assertThat(line.findFirst().orElse(""))
                    .as(command.group())
                    .contains(options.map(option -> option.group() + " ").toList());
        }
    }

    @Test
    void everyLineOfTheLogThatIsExplainedCanBeWritten() throws IOException {
        var page = page("hobbyist.md");
        var code = sources(SOURCES.get("edge")) + Arrays.toString(Refusal.values());
        var explained =
                Stream.of(page.table("line has", "means"), page.table("line has", "what is wrong"))
                        .flatMap(List::stream)
                        .flatMap(row -> Page.codeIn(row.getFirst()))
                        .toList();

        assertThat(explained).hasSizeGreaterThan(20);
        assertThat(explained).allMatch(line -> canBeWritten(line, code));
    }

    @Test
    void theDevelopersTableHasExactlyTheShellsCommands() throws IOException {
        var shell = page("developer.md").table("in the shell", "does");

        assertThat(new TreeSet<>(allSpans(shell))).isEqualTo(ShellCommands.of(LabShell.HELP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/developer.md", "docs/threat-model.md"})
    void everyControlOfTheLabNamedInTheTextExists(String name) throws IOException {
        var commands = ShellCommands.of(LabShell.HELP);
        var named =
                Page.read(root.resolve(name))
                        .codeSpans()
                        .filter(span -> span.matches("(phone|vmc|module|machine) [A-Z]\\d? .*"));

        assertThat(named.toList()).allMatch(commands::contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "docs/architecture.md",
                "docs/developer.md",
                "docs/hobbyist.md",
                "docs/operator.md"
            })
    void everyCommandOfTheLauncherExists(String name) throws IOException {
        var usage = read("coinless");

        var named = Page.read(root.resolve(name)).all(LAUNCHER).map(found -> found.group(1));

        assertThat(named.toList()).allMatch(command -> usage.contains("\n  " + command + " "));
    }

    @Test
    void theOperatorsTableHasExactlyTheFunctionsOfTheTemplate() throws IOException {
        var functions = FUNCTION.matcher(read("template.yaml")).results();

        assertThat(firstSpans(page("operator.md").table("function", "called by")))
                .containsExactlyInAnyOrderElementsOf(functions.map(it -> it.group(1)).toList());
    }

    @Test
    void theOperatorsTableHasExactlyTheParametersOfTheTemplate() throws IOException {
        var template = read("template.yaml");
        var inTemplate = new TreeMap<String, String>();
        PARAMETER
                .matcher(template.substring(0, template.indexOf("\nGlobals:")))
                .results()
                .forEach(it -> inTemplate.put(it.group(1), value(it.group(2))));
        var onPage = new TreeMap<String, String>();
        page("operator.md")
                .table("parameter", "default")
                .forEach(row -> onPage.put(unquoted(row.get(0)), value(unquoted(row.get(1)))));

        assertThat(onPage).isNotEmpty().isEqualTo(inTemplate);
    }

    @Test
    void everyRefusalThatTheOperatorReadsAboutExists() throws IOException {
        var reasons = page("operator.md").table("reason", "from");

        assertThat(reasons).isNotEmpty();
        for (var row : reasons) {
            for (var reason : row.getFirst().split(", ", -1)) {
                assertThat(Refusal.valueOf(reason)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"architecture.md", "threat-model.md", "developer.md"})
    void everyPackageAndClassNamedOnThePageExists(String name) throws IOException {
        for (var span : page(name).codeSpans().toList()) {
            var found = CODE_NAME.matcher(span);
            if (found.matches()) {
                var folder = SOURCES.get(found.group(1)) + found.group(2).replace('.', '/');
                var file =
                        found.group(3) == null ? folder : folder + "/" + found.group(3) + ".java";
                assertThat(root.resolve(file)).as("%s in %s", span, name).exists();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "architecture.md",
                "developer.md",
                "hobbyist.md",
                "operator.md",
                "threat-model.md"
            })
    void everyFolderNamedOnThePageExists(String name) throws IOException {
        assertThat(page(name).codeSpans().filter(span -> FOLDER.matcher(span).matches()).toList())
                .filteredOn(span -> !span.contains("/target/"))
                .allMatch(span -> Files.exists(root.resolve(span)));
    }

    @Test
    void everyTestThatTheThreatModelRestsOnExists() throws IOException {
        var named = page("threat-model.md").all(TEST_NAME).toList();

        assertThat(named).hasSizeGreaterThan(10);
        for (var test : named) {
            var code = testNamed(test.group(1));
            if (test.group(2) != null) {
                assertThat(code).contains("void " + test.group(2) + "(");
            }
        }
    }

    /// Whether the code has the line, up to its first changing part. A last word may come from a
    /// name in the code (`machine Enabled`).
    private static boolean canBeWritten(String line, String code) {
        var fixed = line.split("…", 2)[0].stripTrailing();
        if (code.contains(fixed)) {
            return true;
        }
        int end = Math.max(fixed.lastIndexOf(' '), fixed.lastIndexOf('='));
        return end > 0
                && code.contains(fixed.substring(0, end + 1))
                && Pattern.compile("\\b" + Pattern.quote(fixed.substring(end + 1)) + "\\b")
                        .matcher(code)
                        .find();
    }

    private Page page(String name) throws IOException {
        return Page.read(root.resolve("docs").resolve(name));
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    private String sources(String folder) throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /// The code of all tests with this name.
    private String testNamed(String name) throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(root)) {
            for (var file : files.filter(it -> it.endsWith(name + ".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(all).as("code of " + name).isNotEmpty();
        return all.toString();
    }

    private static Set<String> firstSpans(List<List<String>> rows) {
        return rows.stream()
                .flatMap(row -> Page.codeIn(row.getFirst()))
                .collect(Collectors.toSet());
    }

    private static List<String> allSpans(List<List<String>> rows) {
        return rows.stream().flatMap(row -> Page.codeIn(row.getFirst())).toList();
    }

    private static String unquoted(String cell) {
        return cell.replace("`", "");
    }

    private static String value(String text) {
        return text == null || text.equals("\"\"") || text.equals("none") ? "" : text;
    }
}
