package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.export.BrokenExport;
import dev.coinless.model.wire.Malformed;
import dev.coinless.provisioning.Commands.Result;
import dev.coinless.provisioning.ExportLedger.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `ledger archive DIR`: keeps the Book a second time, where the deployment cannot change it.
///
/// Each run verifies what is kept and goes on where the last one stopped. The deployment must still
/// show the newest header that is kept, byte for byte, and what it shows after it must stand on it:
/// otherwise it has forked, nothing of it is kept but as evidence, and the run fails.
final class ArchiveCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Functions functions;
    private final Duration pause;

    /// @param pause between two looks for the header that covers the newest entries
    ArchiveCommand(Functions functions, Duration pause) {
        this.functions = functions;
        this.pause = pause;
    }

    Result run(Arguments arguments) throws Problem {
        arguments.only("root", "key-dir");
        var directory = Path.of(arguments.word(2, "the directory of the archive"));
        try (var kept = KeptBook.open(directory)) {
            return run(arguments, directory, kept);
        } catch (IOException e) {
            throw new Problem("cannot write %s: %s".formatted(directory, e), e);
        }
    }

    private Result run(Arguments arguments, Path directory, KeptBook kept)
            throws Problem, IOException {
        var used = new UsedKeys();
        var pending = new ArrayList<JsonNode>();
        var online =
                new OnlineBook(
                        functions,
                        ExportCommands.rootsIfAny(arguments),
                        System.err::println,
                        piece -> {
                            // A block is genuine once a header covers it.
                            pending.add(piece);
                            if (piece.has("header")) {
                                keep(pending, kept, used);
                            }
                        });
        try {
            kept.<BrokenExport>forEach(piece -> {
                online.resume(piece);
                note(used, piece);
            });
        } catch (BrokenExport e) {
            throw new Problem(
                    "what is kept in %s is not as it was verified: %s: %s"
                            .formatted(kept.file(), e.place(), e.reason()),
                    e);
        }
        long before = kept.headers();
        var fork = fork(kept);
        if (fork.isPresent()) {
            return refused(directory, fork.get(), before, true);
        }
        var export = new ExportLedger(functions, pause);
        var caught = export.catchUp(online, used);
        kept.sync();
        if (caught.broken().isPresent()) {
            return refused(directory, caught.broken().get(), kept.headers(), false);
        }
        var file = directory.resolve("export");
        var fresh = directory.resolve("export.new");
        var written = export.writeFrom(fresh, kept.file(), caught.owners(), used);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return whole(file, written, before);
    }

    private static void keep(List<JsonNode> pieces, KeptBook kept, UsedKeys used) throws Problem {
        for (var piece : pieces) {
            kept.append(piece);
            note(used, piece);
        }
        pieces.clear();
    }

    private static void note(UsedKeys used, JsonNode piece) throws Problem {
        try {
            used.note(piece);
        } catch (Malformed e) {
            throw new Problem("a piece that was verified is not well-formed", e);
        }
    }

    /// Whether the deployment shows another header in place of the newest that is kept.
    private Optional<String> fork(KeptBook kept) throws Problem {
        if (kept.newest().isEmpty()) {
            return Optional.empty();
        }
        // Past all blocks that the header covers, so that it comes first.
        var place = "%d:%d".formatted(kept.headers(), Integer.MAX_VALUE);
        var answer = functions.invoke("ExportBook", OnlineBook.input("book").put("from", place));
        var shown = answer.path("pieces").path(0);
        if (shown.equals(kept.newest().get())) {
            return Optional.empty();
        }
        return Optional.of(
                shown.isMissingNode()
                        ? "header %d, which is kept here, is not there any more"
                                .formatted(kept.headers())
                        : "header %d is another than the one that is kept here"
                                .formatted(kept.headers()));
    }

    /// Leaves the archive as it is and keeps what the deployment showed beside it.
    private Result refused(Path directory, String what, long headers, boolean fork)
            throws Problem, IOException {
        var from = "%d:%d".formatted(headers + (fork ? 0 : 1), fork ? Integer.MAX_VALUE : 0);
        var shown = functions.invoke("ExportBook", OnlineBook.input("book").put("from", from));
        var evidence = directory.resolve("refused-%d.json".formatted(headers));
        Files.writeString(evidence, shown.toString());
        var json = summary(false, headers);
        json.put("broken", what).put("evidence", evidence.toString());
        return new Result(
                ("%s: %s%nnothing of that was kept; what it shows is in %s. Keep both, stop"
                                + " payouts, and find out who changed it")
                        .formatted(
                                fork
                                        ? "FORK the deployment shows another Book than the one kept here"
                                        : "BROKEN what the deployment shows does not follow what is kept"
                                                + " here",
                                what,
                                evidence),
                json,
                false);
    }

    private static ObjectNode summary(boolean ok, long headers) {
        return JSON.createObjectNode().put("ok", ok).put("headers", headers);
    }

    private static Result whole(Path file, Written written, long before) {
        var json = summary(true, written.headers());
        json.put("entries", written.entries());
        json.put("newHeaders", written.headers() - before);
        json.put("export", file.toString());
        return new Result(
                "%s has %d entries of %d accounts under %d headers, %d of them new"
                        .formatted(
                                file,
                                written.entries(),
                                written.accounts(),
                                written.headers(),
                                written.headers() - before),
                json);
    }
}
