package dev.coinless.provisioning;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.KeyGenerator;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Makes the key files of a deployment whose custodian is a directory: `root.key`, `data.key`, and
/// the offline root in two halves. Only the owner may read them.
final class KeyFiles {

    private static final int DATA_KEY_LENGTH = 32;

    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> OWNER_DIRECTORY =
            PosixFilePermissions.fromString("rwx------");

    private final KeyGenerator generator;

    KeyFiles(KeyGenerator generator) {
        this.generator = generator;
    }

    /// Makes all files; existing ones are never overwritten.
    void make(Path directory) throws Problem {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
            write(directory.resolve("root.key"), generator.ed25519().seed());
            write(directory.resolve("data.key"), generator.bytes(DATA_KEY_LENGTH));
            var offline = generator.ed25519();
            write(directory.resolve("offline-root.key"), offline.seed());
            write(directory.resolve("offline-root.pub"), offline.publicKey().encoded());
        } catch (FileAlreadyExistsException e) {
            throw new Problem(
                    "%s exists; keys are never overwritten, choose another --key-dir"
                            .formatted(e.getFile()),
                    e);
        } catch (IOException e) {
            throw new Problem("cannot write keys to %s: %s".formatted(directory, e), e);
        }
    }

    private static void write(Path file, Bytes key) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
        Files.writeString(file, key.hex() + "\n", StandardOpenOption.TRUNCATE_EXISTING);
    }
}
