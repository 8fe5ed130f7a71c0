package dev.coinless.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The second keeper of the Book.
class ArchiveCommandTest {

    private final PaperDeployment deployment = new PaperDeployment();

    @TempDir Path directory = Path.of(".");

    @BeforeEach
    void fill() {
        deployment.minute();
        deployment.credit(1, 1000);
        deployment.minute();
    }

    @Test
    void eachRunGoesOnWhereTheLastOneStoppedAndLeavesAWholeExport() throws Exception {
        var first = archive(deployment);
        deployment.credit(2, 500);
        deployment.minute();
        deployment.calls.clear();
        var second = archive(deployment);

        assertThat(first.json().path("newHeaders").asLong()).isEqualTo(2);
        assertThat(second.ok()).isTrue();
        assertThat(second.json().path("newHeaders").asLong()).isEqualTo(1);
        assertThat(second.text())
                .endsWith("2 entries of 2 accounts under 3 headers, 1 of them new");
        assertThat(deployment.calls)
                .contains("ExportBook {\"part\":\"book\",\"from\":\"3:0\"}")
                .noneMatch(call -> call.contains("\"1:0\""));
        var root = deployment.root.publicKey().thumbprint().value().hex();
        var verified =
                ExportCommands.verify(
                        Arguments.parse(
                                List.of(
                                        "ledger",
                                        "verify",
                                        "--export",
                                        directory.resolve("export").toString(),
                                        "--root",
                                        root)));
        assertThat(verified.text()).contains("is whole: 2 entries of 2 accounts");
    }

    @Test
    void anotherHeaderInPlaceOfTheNewestKeptIsAFork() throws Exception {
        archive(deployment);
        var kept = Files.readString(directory.resolve("book.jsonl"));
        var other = deployment.forkedAfter(1);
        other.credit(1, 2000);
        other.minute();
        other.minute();

        var fork = archive(other);

        assertThat(fork.ok()).isFalse();
        assertThat(fork.text())
                .startsWith(
                        "FORK the deployment shows another Book than the one kept here: header 2 is"
                                + " another than the one that is kept here");
        assertThat(directory.resolve("refused-2.json")).content().contains("header");
        assertThat(directory.resolve("book.jsonl")).hasContent(kept);
    }

    @Test
    void aHeaderThatIsNotThereAnyMoreIsAFork() throws Exception {
        archive(deployment);

        var fork = archive(deployment.forkedAfter(1));

        assertThat(fork.text()).contains("header 2, which is kept here, is not there any more");
    }

    @Test
    void whatDoesNotStandOnWhatIsKeptIsNotKept() throws Exception {
        archive(deployment);
        var kept = Files.readString(directory.resolve("book.jsonl"));
        deployment.credit(2, 500);
        deployment.minute();
        deployment.change(4, "header", 1);

        var broken = archive(deployment);

        assertThat(broken.ok()).isFalse();
        assertThat(broken.text())
                .startsWith("BROKEN ")
                .contains("header 3: its signature does not verify");
        assertThat(directory.resolve("book.jsonl")).hasContent(kept);
        deployment.change(4, "header", 1);
        assertThat(archive(deployment).ok()).isTrue();
    }

    @Test
    void aLineThatACrashCutOffIsReadAgain() throws Exception {
        archive(deployment);
        var file = directory.resolve("book.jsonl");
        var whole = Files.readString(file);
        for (int cut : new int[] {1, 20, whole.length() - 5}) {
            Files.writeString(file, whole.substring(0, whole.length() - cut));

            assertThat(archive(deployment).ok()).isTrue();
            assertThat(file).hasContent(whole);
        }
    }

    @Test
    void anArchiveThatWasChangedIsNotGoneOnWith() throws Exception {
        archive(deployment);
        var file = directory.resolve("book.jsonl");
        var lines = Files.readAllLines(file);
        Files.write(file, lines.subList(1, lines.size()));

        assertThatThrownBy(() -> archive(deployment))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("is not as it was verified: header 1: ");
        Files.writeString(file, "x\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> archive(deployment)).isInstanceOf(Problem.class);
    }

    private Commands.Result archive(PaperDeployment of) throws Problem {
        return new ArchiveCommand(of, Duration.ofMillis(1))
                .run(Arguments.parse(List.of("ledger", "archive", directory.toString())));
    }
}
