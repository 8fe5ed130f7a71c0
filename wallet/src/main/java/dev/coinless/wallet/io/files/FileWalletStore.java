package dev.coinless.wallet.io.files;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.store.Wallet;
import dev.coinless.wallet.store.WalletStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The wallet in one [DurableFile]; a damaged one is never half believed.
public final class FileWalletStore implements WalletStore, AutoCloseable {
    static final String FILE = "wallet.json";
    private static final String LOCK = "wallet.lock";
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
            Files.createDirectories(folder, DurableFile.OWNER_FOLDER);
        }
        var channel =
                FileChannel.open(
                        folder.resolve(LOCK),
                        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        DurableFile.OWNER_ONLY);
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
        DurableFile.deleteUnfinished(folder, FILE);
        return new FileWalletStore(folder, channel, lock);
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
        var json = DurableFile.content(content);
        if (json.isEmpty()) {
            throw damaged("it is cut short, or its content does not match its checksum", null);
        }
        try {
            return WalletJson.decode(JSON.readTree(json.get().toArray()));
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
        DurableFile.replace(folder, FILE, json);
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
