package dev.coinless.proof.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// What was proved before, so that a long proof goes on where it was stopped: a file for each
/// model, named for the hash of its specification and sizes, so that a changed one is proved anew.
///
/// @param folder made when it is needed
record Proven(Path folder) {

    /// What a model came to when it was checked, if this very one was checked to its end.
    Optional<Verdict.Holds> find(Model model) throws IOException {
        var file = file(model);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var parts = Files.readString(file).strip().split(" ", -1);
        if (parts.length != 2) {
            throw new IOException(file + " is not a proof's result; delete it to prove anew");
        }
        return Optional.of(new Verdict.Holds(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
    }

    void keep(Model model, Verdict.Holds result) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file(model), result.distinctStates() + " " + result.depth() + "\n");
    }

    private Path file(Model model) {
        var what = Tlc.specification(model) + model.configuration();
        return folder.resolve(model.name() + "-" + hash(what));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
