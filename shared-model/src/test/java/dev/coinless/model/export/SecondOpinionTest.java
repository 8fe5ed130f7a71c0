package dev.coinless.model.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.samples.ExportSample;
import dev.coinless.model.samples.JavaScript;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two verifiers that share no code must say the same of the same file.
class SecondOpinionTest {
    private static final int CHANGES = 1000;
    private static final int FORGERIES = 300;
    private static final Path VERIFIER =
            JavaScript.moduleFolder().resolve("../infra/verify-export/verify-export.mjs");

    private final Samples samples = new Samples(Seed.random());
    private final ExportSample.Exported export = ExportSample.genuine(samples, 2);

    @BeforeAll
    static void requireTools() {
        JavaScript.requireTools();
    }

    @Test
    void theJavaScriptVerifierBelievesAGenuineExport() throws Exception {
        var file = write("export.book", export.text());

        var run = JavaScript.run("node", path(VERIFIER), path(file), "--root", root());

        assertThat(run.output())
                .startsWith("whole: 10 entries of 2 accounts, 4 receipts, 2 headers")
                .contains("newest header: number 2, hash ");
        assertThat(run.status()).isZero();
    }

    @Test
    void theJavaScriptVerifierNamesWhatIsBroken() throws Exception {
        var file = write("cut.book", export.text().substring(0, export.text().length() / 2));

        var run = JavaScript.run("node", path(VERIFIER), path(file), "--root", root());

        assertThat(run.output()).startsWith("broken: line ");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void bothNameTheSamePlaceWhicheverByteIsChanged() throws Exception {
        var alterations = alterations();
        var file = write("altered.book", export.text());
        var list = new StringBuilder();
        alterations.forEach(each -> list.append(each.json()).append('\n'));

        var run =
                JavaScript.run(
                        "node",
                        path(
                                JavaScript.moduleFolder()
                                        .resolve("src/test/js/verify-alterations.mjs")),
                        path(VERIFIER),
                        path(file),
                        path(write("alterations.json", list.toString())),
                        root());

        var theirs = run.output().lines().toList();
        assertThat(theirs).as(run.output()).hasSize(alterations.size() + 1);
        assertThat(theirs.getFirst()).isEqualTo(Verdict.of(export.root(), export.text()));
        for (int i = 0; i < alterations.size(); i++) {
            var ours = Verdict.of(export.root(), alterations.get(i).applyTo(export.text()));
            assertThat(ours).contains("|");
            assertThat(theirs.get(i + 1)).as("%s", alterations.get(i)).isEqualTo(ours);
        }
    }

    private List<Alteration> alterations() {
        var alterations = new ArrayList<Alteration>();
        for (int i = 0; i < CHANGES; i++) {
            alterations.add(Alteration.ofFile(export.text(), samples.random()));
        }
        for (int i = 0; i < FORGERIES; i++) {
            alterations.add(Alteration.ofContent(export.text(), samples.random()));
        }
        return alterations;
    }

    private String root() {
        return export.root().value().hex();
    }

    private static Path write(String name, String text) throws Exception {
        Files.createDirectories(JavaScript.WORK);
        return Files.writeString(
                JavaScript.WORK.resolve(name), text, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String path(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
