package dev.coinless.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.KeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    @TempDir Path parent = Path.of(".");

    final KeyFiles files =
            new KeyFiles(new KeyGenerator(RandomGeneratorFactory.of("L64X128MixRandom").create(1)));

    @Test
    void onlyTheOwnerMayReadTheKeys() throws Exception {
        var directory = parent.resolve("keys");

        files.make(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (var made = Files.list(directory)) {
            assertThat(made)
                    .hasSize(4)
                    .allSatisfy(file ->
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(file)))
                                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void theOfflineRootsHalvesBelongTogether() throws Exception {
        files.make(parent.resolve("keys"));

        var secret = new Ed25519PrivateKey(read("offline-root.key"));

        assertThat(secret.publicKey().encoded()).isEqualTo(read("offline-root.pub"));
    }

    @Test
    void keysAreNeverOverwritten() throws Exception {
        files.make(parent.resolve("keys"));
        var root = read("root.key");

        assertThatThrownBy(() -> files.make(parent.resolve("keys")))
                .hasMessageContaining("keys are never overwritten");
        assertThat(read("root.key")).isEqualTo(root);
    }

    private Bytes read(String name) throws Exception {
        return Bytes.fromHex(Files.readString(parent.resolve("keys").resolve(name)).strip());
    }
}
