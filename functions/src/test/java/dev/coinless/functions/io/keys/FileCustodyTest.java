package dev.coinless.functions.io.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.SeededSecureRandom;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.KeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCustodyTest {

    final KeyGenerator generator = new KeyGenerator(AwsMode.dice(3));

    @TempDir Path directory = Path.of(".");

    @BeforeEach
    void keysAreMade() throws IOException {
        write("root.key", generator.bytes(32));
        write("data.key", generator.bytes(32));
        write("offline-root.pub", generator.ed25519().publicKey().encoded());
    }

    @Test
    void whatIsWrappedOpensOnlyInItsContextAndUnaltered() {
        var secret = generator.bytes(32);
        var wrapped = custody().wrap("a", secret);

        assertThat(custody().unwrap("a", wrapped)).isEqualTo(secret);
        assertThatThrownBy(() -> custody().unwrap("b", wrapped))
                .hasMessageContaining("b does not open");
        for (int i = 0; i < wrapped.length(); i++) {
            var altered = wrapped.toArray();
            altered[i] ^= 1;
            assertThatThrownBy(() -> custody().unwrap("a", Bytes.of(altered)))
                    .as("byte %d", i)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theSameSecretNeverLooksTheSame() {
        var custody = custody();
        var secret = generator.bytes(32);

        assertThat(custody.wrap("a", secret)).isNotEqualTo(custody.wrap("a", secret));
    }

    @Test
    void theSigningRootComesFirst() {
        var custody = custody();
        var signature = custody.signer().sign(Bytes.utf8("a certificate"));

        assertThat(custody.roots()).hasSize(2);
        assertThat(custody.roots().getFirst().verifies(Bytes.utf8("a certificate"), signature))
                .isTrue();
    }

    @Test
    void aMissingFileIsNamedWithTheRemedy() throws IOException {
        Files.delete(directory.resolve("data.key"));

        assertThatThrownBy(() -> custody().wrap("a", Bytes.EMPTY))
                .hasMessageContaining("data.key")
                .hasMessageContaining("init --key-dir");
    }

    private FileCustody custody() {
        return new FileCustody(directory, new SeededSecureRandom(5));
    }

    private void write(String name, Bytes key) throws IOException {
        Files.writeString(directory.resolve(name), key.hex() + "\n");
    }
}
