package dev.coinless.wallet.io.files;

import dev.coinless.model.bytes.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// A file that is replaced as a whole and survives a power cut as it was or as it is: temporary
/// file, fsync, rename, fsync of the folder. Only its owner can read it. The first line is the
/// SHA-256 of the rest, so that a damaged file is noticed and never half believed.
final class DurableFile {
    static final String UNFINISHED = ".new";
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int DIGEST = 2 * Bytes.EMPTY.sha256().length();

    private DurableFile() {}

    static void replace(Path folder, String name, String content) throws IOException {
        var whole = Bytes.utf8(Bytes.utf8(content).sha256().hex() + "\n" + content);
        var temporary = Files.createTempFile(folder, name, UNFINISHED, OWNER_ONLY);
        try {
            writeDurably(temporary, whole);
            Files.move(
                    temporary,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        // The rename itself must survive a power cut.
        try (var entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    /// What was written, or nothing if it is not whole.
    static Optional<Bytes> content(Bytes file) {
        if (file.length() <= DIGEST || file.at(DIGEST) != '\n') {
            return Optional.empty();
        }
        var content = file.slice(DIGEST + 1, file.length());
        return Bytes.utf8(content.sha256().hex()).equals(file.first(DIGEST))
                ? Optional.of(content)
                : Optional.empty();
    }

    /// What a power cut left of a replacement: never believed, but it may have private keys in it.
    static void deleteUnfinished(Path folder, String name) throws IOException {
        try (var unfinished = Files.newDirectoryStream(folder, name + "*" + UNFINISHED)) {
            for (var file : unfinished) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void writeDurably(Path file, Bytes content) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = content.asBuffer();
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
    }
}
