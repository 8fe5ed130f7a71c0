package dev.coinless.wallet.io.files;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.store.Wallet;
import dev.coinless.wallet.store.WalletStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The wallet in one file, replaced as a whole: temporary file, fsync, rename, fsync of the folder.
/// Only its owner can read it. The first line is the SHA-256 of the rest, so that a damaged file is
/// noticed and never half believed.
public final class FileWalletStore implements WalletStore, AutoCloseable {
    static final String FILE = "wallet.json";
    private static final String UNFINISHED = ".new";
    private static final String LOCK = "wallet.lock";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final FileChannel lockFile;
    private @Nullable FileLock lock;

    private FileWalletStore(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// Opens a folder for this process alone, making it if need be.
    ///
    /// @throws IOException if another process has it, or it cannot be made
    public static FileWalletStore open(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder, OWNER_FOLDER);
        }
        var channel =
                FileChannel.open(
                        folder.resolve(LOCK),
                        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        OWNER_ONLY);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            // Reported below like a lock that another process holds.
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException(
                    "the wallet in %s is in use by another process: stop that one first"
                            .formatted(folder));
        }
        deleteUnfinished(folder);
        return new FileWalletStore(folder, channel, lock);
    }

    /// What a power cut left of a save: never believed, but it has the private keys in it.
    private static void deleteUnfinished(Path folder) throws IOException {
        try (var unfinished = Files.newDirectoryStream(folder, FILE + "*" + UNFINISHED)) {
            for (var file : unfinished) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public Optional<Wallet> load() throws IOException {
        Bytes content;
        try {
            content = Bytes.of(Files.readAllBytes(folder.resolve(FILE)));
        } catch (NoSuchFileException neverSaved) {
            return Optional.empty();
        }
        return Optional.of(decode(content));
    }

    private Wallet decode(Bytes content) throws IOException {
        int digest = 2 * Bytes.EMPTY.sha256().length();
        if (content.length() <= digest || content.at(digest) != '\n') {
            throw damaged("it is cut short", null);
        }
        var json = content.slice(digest + 1, content.length());
        if (!Bytes.utf8(json.sha256().hex()).equals(content.first(digest))) {
            throw damaged("its content does not match its checksum", null);
        }
        try {
            return WalletJson.decode(JSON.readTree(json.toArray()));
        } catch (Malformed | IllegalArgumentException | IOException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private IOException damaged(String why, @Nullable Exception cause) {
        return new IOException(
                ("the wallet's file %s is damaged: %s. Nothing was changed. Put a copy of it back,"
                                + " or move it away to start with a new account; the keys in it"
                                + " cannot be made again")
                        .formatted(folder.resolve(FILE), why),
                cause);
    }

    @Override
    public synchronized void save(Wallet wallet) throws IOException {
        var json =
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(WalletJson.encode(wallet));
        var content = Bytes.utf8(Bytes.utf8(json).sha256().hex() + "\n" + json);
        var temporary = Files.createTempFile(folder, FILE, UNFINISHED, OWNER_ONLY);
        try {
            writeDurably(temporary, content);
            Files.move(
                    temporary,
                    folder.resolve(FILE),
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

    private static void writeDurably(Path file, Bytes content) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = content.asBuffer();
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (lock != null) {
            lock.release();
            lock = null;
        }
        lockFile.close();
    }

    /// Where the file is, for messages.
    @Override
    public String toString() {
        return folder.resolve(FILE).toString();
    }
}
