package dev.coinless.proof.fuzz;

import dev.coinless.model.bytes.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Where Jazzer enters; the target's name and the protocol's page are system properties, because
/// Jazzer makes no objects.
public final class FuzzEntry {

    static final String TARGET = "coinless.fuzz.target";
    static final String PAGE = "coinless.fuzz.page";

    private static final Target CHOSEN = chosen();

    private FuzzEntry() {}

    /// One input.
    public static void fuzzerTestOneInput(byte[] input) {
        CHOSEN.take(Bytes.of(input));
    }

    private static Target chosen() {
        try {
            return new Targets(Vectors.read(Path.of(System.getProperty(PAGE, "docs/protocol.md"))))
                    .named(System.getProperty(TARGET, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
