package dev.coinless.localstack.cloud.objects;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The objects of buckets as files, a folder for each bucket. Safe for use by any thread.
final class ObjectFolder {

    /// Of the keys that S3 allows, those that are a harmless path.
    private static final Pattern KEY =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private final Path folder;

    ObjectFolder(Path folder) {
        this.folder = folder;
    }

    Optional<byte[]> find(String bucket, String key) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(bucket, key)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// Stores whole or not at all.
    ///
    /// @param onlyIfNew whether an object that is there stays as it is
    /// @return false if it stayed
    synchronized boolean put(String bucket, String key, byte[] content, boolean onlyIfNew)
            throws IOException {
        var file = file(bucket, key);
        if (onlyIfNew && Files.exists(file)) {
            return false;
        }
        Files.createDirectories(file.getParent());
        var part = Files.createTempFile(folder, "put", ".part");
        Files.write(part, content);
        move(part, file);
        return true;
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(
                    part,
                    file,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
            throw new IOException("cannot store " + file, e);
        }
    }

    private Path file(String bucket, String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("a key that cannot be a file here: " + key);
        }
        return folder.resolve(bucket).resolve(key);
    }
}
