package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.book.Block;
import dev.coinless.model.book.BookPosting;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.export.AccountState;
import dev.coinless.model.export.ExportWriter;
import dev.coinless.model.export.ModuleKey;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// Writes an export of the whole ledger, for a verifier that has no access to the system.
///
/// Accounts are read first. Then the Book is read until a header covers all their entries, so that
/// what the accounts say can be found in it; what is sold meanwhile is in the export too.
final class ExportLedger {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Between two looks whether the next header is there.
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final String LACKING =
            "the Book lacks entries of accounts; is SealBook working? run ledger verify, which names"
                    + " them";

    /// Looks; a header comes each minute.
    private static final int MAX_LOOKS = 36;

    private final Functions functions;
    private final Duration pause;

    ExportLedger(Functions functions) {
        this(functions, PAUSE);
    }

    ExportLedger(Functions functions, Duration pause) {
        this.functions = functions;
        this.pause = pause;
    }

    /// How much was written.
    record Written(long headers, long entries, long accounts) {}

    Written write(Path file) throws Problem {
        var owners = owners();
        var pages = file.resolveSibling(file.getFileName() + ".pages");
        try {
            var used = read(pages, owners);
            var written = write(file, pages, owners, used);
            Files.delete(pages);
            return written;
        } catch (IOException | UncheckedIOException e) {
            throw new Problem("cannot write %s: %s".formatted(file, e), e);
        } catch (Malformed e) {
            throw new Problem("what the deployment answered is not the Book: " + e.getMessage(), e);
        }
    }

    /// What an archive lacked is there, or could not be taken.
    ///
    /// @param broken what is wrong with it
    record Caught(Owners owners, Optional<String> broken) {}

    /// Lets an archive follow the Book until it has all entries of the accounts.
    ///
    /// @param used what is noted of each piece that is kept
    Caught catchUp(OnlineBook online, UsedKeys used) throws Problem {
        var owners = owners();
        for (int looks = 0; looks < MAX_LOOKS; looks++) {
            var found = online.follow();
            if (found.broken().isPresent()
                    || (used.headers() > 0 && used.cover(owners.accounts().values()))) {
                return new Caught(owners, found.broken());
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        throw new Problem(LACKING);
    }

    /// Writes an export of pieces that are kept.
    Written writeFrom(Path file, Path pieces, Owners owners, UsedKeys used) throws Problem {
        try {
            return write(file, pieces, owners, used);
        } catch (IOException | UncheckedIOException e) {
            throw new Problem("cannot write %s: %s".formatted(file, e), e);
        } catch (Malformed e) {
            throw new Problem("what is kept is not the Book: " + e.getMessage(), e);
        }
    }

    /// Accounts by their thumbprint, modules' keys by module and generation.
    record Owners(TreeMap<Bytes, AccountState> accounts, TreeMap<String, ModuleKey> modules) {}

    private Owners owners() throws Problem {
        var owners = new Owners(new TreeMap<>(), new TreeMap<>());
        var input = input("owners");
        JsonNode next;
        do {
            var answer = functions.invoke("ExportBook", input);
            answer.path("accounts")
                    .forEach(each -> {
                        var state = account(each);
                        if (state.version() > 0) {
                            owners.accounts().put(state.account().thumbprint().value(), state);
                        }
                    });
            answer.path("modules")
                    .forEach(each -> {
                        var key = module(each);
                        owners.modules().put(nameOf(key.module(), key.generation()), key);
                    });
            next = answer.path("next");
            input.set("from", next);
        } while (!next.isMissingNode());
        return owners;
    }

    static AccountState account(JsonNode state) {
        var id = AccountId.parse(state.path("account").asText());
        int currency = state.path("currency").asInt();
        var prefix = "customer/" + id + "/";
        return new AccountState(
                id,
                state.path("version").asLong(),
                List.of(
                        new BookPosting(
                                prefix + "available", state.path("available").asLong(), currency),
                        new BookPosting(prefix + "held", state.path("held").asLong(), currency)));
    }

    static ModuleKey module(JsonNode key) {
        return new ModuleKey(
                ModuleId.fromHex(key.path("module").asText()),
                new Generation(key.path("generation").asInt()),
                new Ed25519PublicKey(Bytes.fromBase64Url(key.path("key").asText())));
    }

    private static String nameOf(ModuleId module, Generation generation) {
        return "%s#%03d".formatted(module, generation.value());
    }

    /// Reads the Book into a file, until it has all entries of the accounts.
    private UsedKeys read(Path pages, Owners owners) throws Problem, IOException, Malformed {
        var used = new UsedKeys();
        var input = input("book");
        try (var out = Files.newBufferedWriter(pages, StandardCharsets.UTF_8)) {
            for (int looks = 0; looks < MAX_LOOKS; looks++) {
                boolean complete = false;
                while (!complete) {
                    var answer = functions.invoke("ExportBook", input);
                    for (var piece : answer.path("pieces")) {
                        used.note(piece);
                        writeLine(out, piece);
                    }
                    if (answer.has("broken")) {
                        throw new Problem("the Book is broken: " + answer.path("broken").asText());
                    }
                    input.set("from", answer.path("next"));
                    complete = answer.path("complete").asBoolean();
                }
                if (used.headers() > 0 && used.cover(owners.accounts().values())) {
                    return used;
                }
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        throw new Problem(LACKING);
    }

    private static void writeLine(BufferedWriter out, JsonNode piece) throws IOException {
        out.write(piece.toString());
        out.newLine();
    }

    private Written write(Path file, Path pages, Owners owners, UsedKeys used)
            throws Problem, IOException, Malformed {
        var keys = functions.invoke("ExportBook", input("keys"));
        for (var account : used.accounts()) {
            owners.accounts()
                    .computeIfAbsent(
                            account.thumbprint().value(),
                            _ -> new AccountState(account, 0, List.of()));
        }
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                var lines = Files.newBufferedReader(pages, StandardCharsets.UTF_8)) {
            var writer = new ExportWriter(line -> append(out, line));
            writer.start(new Environment(keys.path("environment").asText()));
            var certificates = used.certificates(keys.path("keyCerts"));
            roots(keys, certificates).forEach(writer::root);
            certificates.forEach(writer::keyCert);
            owners.modules()
                    .forEach((name, key) -> {
                        if (used.module(name)) {
                            writer.module(key);
                        }
                    });
            owners.accounts().values().forEach(writer::account);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                write(writer, JSON.readTree(line));
            }
            writer.end();
        }
        return new Written(used.headers(), used.entries(), owners.accounts().size());
    }

    /// The roots that signed some of the certificates.
    private static List<Ed25519PublicKey> roots(JsonNode keys, List<Bytes> certificates)
            throws Malformed {
        var environment = new Environment(keys.path("environment").asText());
        var signers = new ArrayList<Ed25519PublicKey>();
        for (var encoded : keys.path("roots")) {
            var root = new Ed25519PublicKey(bytes(encoded));
            for (var certificate : certificates) {
                if (KeyCert.verify(certificate, List.of(root), environment).isPresent()) {
                    signers.add(root);
                    break;
                }
            }
        }
        signers.sort(Comparator.comparing(Ed25519PublicKey::encoded));
        return signers;
    }

    private static void write(ExportWriter writer, JsonNode piece) throws Malformed {
        if (piece.has("header")) {
            writer.header(SignedHeader.parse(bytes(piece.path("header"))));
            return;
        }
        var proofs = OnlineBook.proofs(piece);
        writer.block(Block.decode(bytes(piece.path("block"))), _ -> proofs.remove());
    }

    private static void append(BufferedWriter out, String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Bytes bytes(JsonNode text) {
        return Bytes.fromBase64Url(text.asText());
    }

    private static ObjectNode input(String part) {
        return JSON.createObjectNode().put("part", part);
    }

    static Comparator<JsonNode> byUsageAndSerial() {
        return Comparator.<JsonNode>comparingInt(
                        each -> KeyUsage.valueOf(each.path("usage").asText()).number())
                .thenComparingLong(each -> each.path("serial").asLong());
    }
}
