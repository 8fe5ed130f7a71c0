package dev.coinless.functions.testing;

import dev.coinless.functions.book.Archive;
import dev.coinless.model.bytes.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Objects in memory; like the bucket, it never replaces one.
public final class MemoryArchive implements Archive {

    private final Map<String, Bytes> objects = new HashMap<>();

    @Override
    public synchronized void keep(Kind kind, Bytes hash, Bytes content) {
        objects.putIfAbsent(kind.folder() + "/" + hash.hex(), content);
    }

    @Override
    public synchronized Optional<Bytes> find(Kind kind, Bytes hash) {
        return Optional.ofNullable(objects.get(kind.folder() + "/" + hash.hex()));
    }

    public synchronized int size() {
        return objects.size();
    }
}
