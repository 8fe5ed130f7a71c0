package dev.coinless.provisioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The Book as its second keeper has it: blocks and headers as they were read and verified, one to
/// a line, in a file that only grows. A line that a crash cut off is taken away at the next
/// opening.
///
/// For one process: the file is locked while it is open.
final class KeptBook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel out;
    private long headers;
    private Optional<JsonNode> newest = Optional.empty();

    private KeptBook(Path file, FileChannel out) {
        this.file = file;
        this.out = out;
    }

    /// What is done with each piece, in order.
    @FunctionalInterface
    interface PieceReader<E extends Exception> {
        void read(JsonNode piece) throws Problem, E;
    }

    static KeptBook open(Path directory) throws Problem {
        var file = directory.resolve("book.jsonl");
        try {
            Files.createDirectories(directory);
            var out =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (out.tryLock() == null) {
                out.close();
                throw new Problem("somebody else is writing " + file);
            }
            out.truncate(wholeLines(out));
            out.position(out.size());
            return new KeptBook(file, out);
        } catch (IOException e) {
            throw new Problem("cannot open %s: %s".formatted(file, e), e);
        }
    }

    /// Bytes up to the last line feed.
    private static long wholeLines(FileChannel channel) throws IOException {
        var one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            if (channel.read(one, end - 1) == 1 && one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    Path file() {
        return file;
    }

    /// Reads all that is kept.
    <E extends Exception> void forEach(PieceReader<E> reader) throws Problem, E {
        headers = 0;
        newest = Optional.empty();
        long line = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                var piece = JSON.readTree(text);
                reader.read(piece);
                note(piece);
            }
        } catch (JsonProcessingException e) {
            throw new Problem("line %d of %s is not as it was written".formatted(line, file), e);
        } catch (IOException e) {
            throw new Problem("cannot read %s: %s".formatted(file, e), e);
        }
    }

    private void note(JsonNode piece) {
        if (piece.has("header")) {
            headers++;
            newest = Optional.of(piece);
        }
    }

    /// Adds a piece; it is on the disk once the next header is.
    void append(JsonNode piece) throws Problem {
        try {
            var bytes = ByteBuffer.wrap((piece + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            note(piece);
        } catch (IOException e) {
            throw new Problem("cannot write %s: %s".formatted(file, e), e);
        }
    }

    /// Makes sure that it is on the disk.
    void sync() throws Problem {
        try {
            out.force(true);
        } catch (IOException e) {
            throw new Problem("cannot write %s: %s".formatted(file, e), e);
        }
    }

    long headers() {
        return headers;
    }

    /// The newest header that is kept.
    Optional<JsonNode> newest() {
        return newest;
    }

    @Override
    public void close() throws Problem {
        try {
            out.close();
        } catch (IOException e) {
            throw new Problem("cannot close %s: %s".formatted(file, e), e);
        }
    }
}
