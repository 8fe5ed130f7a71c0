package dev.coinless.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.model.book.Header;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.export.ExportWriter;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandsTest {
    private static final Environment TEST = new Environment("test");
    private static final KeySerial SERIAL = new KeySerial(1);
    private final Ed25519PrivateKey root = key(1);
    private final Ed25519PrivateKey syncKey = key(2);

    @TempDir Path directory = Path.of(".");

    private Path file = directory;

    /// An export of a Book that has a header and nothing else yet.
    @BeforeEach
    void writeExport() throws Exception {
        var text = new StringBuilder();
        var writer = new ExportWriter(text::append);
        writer.start(TEST);
        writer.root(root.publicKey());
        writer.keyCert(
                new KeyCert(SERIAL, KeyUsage.SYNC, syncKey.publicKey().encoded(), SERIAL, 0)
                        .signedBy(root.publicKey(), root, TEST)
                        .encoded());
        writer.header(
                Header.next(MerkleFrontier.EMPTY, List.of(), Instant.ofEpochSecond(1_800_000_000L))
                        .sign(SERIAL, syncKey, TEST));
        writer.end();
        file = Files.writeString(directory.resolve("export.book"), text);
    }

    @Test
    void aWholeExportIsVerifiedWithTheRootThatOneTrusts() throws Exception {
        var result = verify("--root", root.publicKey().thumbprint().value().hex());

        assertThat(result.ok()).isTrue();
        assertThat(result.text())
                .startsWith(
                        file
                                + " is whole: 0 entries of 0 accounts, 0 receipts, 0 blocks in 0"
                                + " lanes, 1 headers\nnewest header: number 1 of 2027-01-15T08:00:00Z,"
                                + " hash ");
        assertThat(result.json().path("newestHeader").asLong()).isEqualTo(1);
    }

    @Test
    void theRootsKeyFileSaysWhichRootIsTrusted() throws Exception {
        Files.writeString(directory.resolve("root.key"), root.seed().hex() + "\n");

        assertThat(verify("--key-dir", directory.toString()).ok()).isTrue();
    }

    @Test
    void anyByteChangedIsNamedWithItsLine() throws Exception {
        var genuine = Files.readAllBytes(file);
        int line = 1;
        for (int i = 0; i < genuine.length; i++) {
            var changed = genuine.clone();
            changed[i] ^= 1;
            Files.write(file, changed);

            var result = verify("--root", root.publicKey().thumbprint().value().hex());

            assertThat(result.ok()).isFalse();
            assertThat(result.text()).startsWith("the export is broken: line %d, ".formatted(line));
            assertThat(result.json().path("line").asInt()).isEqualTo(line);
            line += genuine[i] == '\n' ? 1 : 0;
        }
    }

    @Test
    void whatIsNoExportAtAllIsRefusedBeforeItFillsTheMemory() throws Exception {
        Files.writeString(file, "x".repeat(1 << 20));

        assertThat(verify("--root", "00".repeat(32)).text())
                .isEqualTo("the export is broken: line 1, preamble: it is not a line of an export");
    }

    @Test
    void anEndThatIsCutOffIsMissed() throws Exception {
        var genuine = Files.readString(file);
        for (int length = 0; length < genuine.length(); length++) {
            Files.writeString(file, genuine.substring(0, length));

            assertThat(verify("--root", root.publicKey().thumbprint().value().hex()).ok())
                    .isFalse();
        }
    }

    @Test
    void withoutARootNothingIsBelieved() {
        assertThatThrownBy(this::verify)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--root THUMBPRINT is missing");
        assertThatThrownBy(() -> verify("--root", "abc")).hasMessageContaining("64 hexadecimal");
        assertThatThrownBy(() -> verify("--key-dir", "/nowhere"))
                .hasMessageContaining("cannot read a root's key from /nowhere");
    }

    @Test
    void theCommandNeedsNoDeployment() {
        var root = this.root.publicKey().thumbprint().value().hex();

        assertThat(Main.run(List.of("ledger", "verify", "--export", "" + file, "--root", root)))
                .isZero();
        assertThat(Main.run(List.of("ledger", "verify", "--export", "nowhere", "--root", root)))
                .isEqualTo(1);
    }

    private Commands.Result verify(String... options) throws Problem {
        var words = new java.util.ArrayList<>(List.of("ledger", "verify", "--export", "" + file));
        words.addAll(List.of(options));
        return ExportCommands.verify(Arguments.parse(words));
    }

    private static Ed25519PrivateKey key(int fill) {
        var seed = new byte[Ed25519PrivateKey.LENGTH];
        java.util.Arrays.fill(seed, (byte) fill);
        return new Ed25519PrivateKey(Bytes.of(seed));
    }
}
