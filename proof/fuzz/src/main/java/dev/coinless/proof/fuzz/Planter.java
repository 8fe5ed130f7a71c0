package dev.coinless.proof.fuzz;

import dev.coinless.model.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the inputs to start from into a corpus; a program, so that they are signed with the same
/// keys, real or ideal, as the target is going to read them with.
final class Planter {

    private Planter() {}

    /// Arguments: the target, the protocol's page, the corpus.
    public static void main(String[] arguments) throws IOException {
        var vectors = Vectors.read(Path.of(arguments[1]));
        for (var seed : new Targets(vectors).named(arguments[0]).seeds(vectors)) {
            plant(seed, Path.of(arguments[2]));
        }
    }

    private static void plant(Bytes seed, Path corpus) throws IOException {
        var file = corpus.resolve("seed-" + seed.sha256().first(8).hex());
        if (!Files.exists(file)) {
            Files.write(file, seed.toArray());
        }
    }
}
