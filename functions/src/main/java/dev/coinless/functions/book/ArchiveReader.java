package dev.coinless.functions.book;

import dev.coinless.functions.book.Archive.Kind;
import dev.coinless.model.book.Block;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Malformed;
import java.util.function.Function;

/// Reads what must be in the archive.
final class ArchiveReader {

    private final Archive archive;

    ArchiveReader(Archive archive) {
        this.archive = archive;
    }

    /// Reads an object.
    private interface Codec<T> {
        T decode(Bytes encoded) throws Malformed;
    }

    /// All lanes as a header covers them.
    ///
    /// @throws IllegalStateException if the archive does not have them, or broken
    LaneHeads lanes(SignedHeader header) {
        return read(Kind.LANES, header.header().laneRoot(), LaneHeads::decode, LaneHeads::root);
    }

    /// A block under its hash.
    ///
    /// @throws IllegalStateException if the archive does not have it, or broken
    Block block(Bytes hash) {
        return read(Kind.BLOCK, hash, Block::decode, block -> block.head().hash());
    }

    private <T> T read(Kind kind, Bytes hash, Codec<T> codec, Function<T, Bytes> name) {
        var stored =
                archive.find(kind, hash)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "the archive lacks %s %s".formatted(kind, hash.hex())));
        try {
            var object = codec.decode(stored);
            if (!name.apply(object).equals(hash)) {
                throw new Malformed("it is another object than its name says");
            }
            return object;
        } catch (Malformed e) {
            throw new IllegalStateException(
                    "the archive's %s %s is broken".formatted(kind, hash.hex()), e);
        }
    }
}
