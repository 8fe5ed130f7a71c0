package dev.coinless.proof.crash;

import dev.coinless.model.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The journal's files as bytes in memory, by what their names end in.
final class Disk {

    private final Map<String, byte[]> files = new TreeMap<>();

    /// The files as they are in a folder.
    static Disk of(Path journal) {
        var disk = new Disk();
        for (var suffix : List.of("", "-wal")) {
            var file = Path.of(journal + suffix);
            try {
                if (Files.exists(file)) {
                    disk.files.put(suffix, Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new Failure("cannot read " + file, e);
            }
        }
        return disk;
    }

    Disk copy() {
        var copy = new Disk();
        files.forEach((name, bytes) -> copy.files.put(name, bytes.clone()));
        return copy;
    }

    void apply(Step.OfFile step) {
        switch (step) {
            case Step.Write(var file, long offset, var data) -> write(file, offset, data);
            case Step.Truncate(var file, long size) ->
                    files.put(file, Arrays.copyOf(bytes(file), Math.toIntExact(size)));
            case Step.Delete(var file) -> files.remove(file);
            case Step.Synced _ -> {}
        }
    }

    /// Writes a part of a write.
    void write(String file, long offset, Bytes data) {
        var bytes = bytes(file);
        int end = Math.toIntExact(offset) + data.length();
        var grown = end > bytes.length ? Arrays.copyOf(bytes, end) : bytes;
        System.arraycopy(data.toArray(), 0, grown, Math.toIntExact(offset), data.length());
        files.put(file, grown);
    }

    private byte[] bytes(String file) {
        return files.getOrDefault(file, new byte[0]);
    }

    /// Writes the files down, in place of those that are there.
    void store(Path journal) {
        try {
            for (var suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(journal + suffix));
            }
            for (var file : files.entrySet()) {
                Files.write(Path.of(journal + file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new Failure("cannot write an image", e);
        }
    }
}
