package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.book.Block;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.export.AccountState;
import dev.coinless.model.export.BrokenExport;
import dev.coinless.model.export.EntryProof;
import dev.coinless.model.export.ExportSummary;
import dev.coinless.model.export.FollowedBook;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Verifies the Book of a running deployment: reads it page by page and gives each piece to the
/// verifier of exports, here, with the reader's own trust. It remembers what it has verified, so
/// the next time only what is new is read; balances and the ends of the lanes are compared each
/// time.
///
/// Memory grows with accounts and captured grants, not with entries. For one thread.
public final class OnlineBook {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EntryProof NO_PROOF = new EntryProof(Bytes.EMPTY, Optional.empty());

    private final Functions functions;
    private final Set<Thumbprint> trusted;
    private final Consumer<String> progress;
    private final Keeper keeper;
    private Optional<FollowedBook> book = Optional.empty();
    private long nextHeader = 1;
    private int blocksBefore;

    /// @param trusted roots; none means those that the deployment itself names
    /// @param progress told how far a long verification has come
    public OnlineBook(Functions functions, Set<Thumbprint> trusted, Consumer<String> progress) {
        this(functions, trusted, progress, _ -> {});
    }

    /// @param keeper gets each piece once it was verified
    OnlineBook(
            Functions functions,
            Set<Thumbprint> trusted,
            Consumer<String> progress,
            Keeper keeper) {
        this.functions = functions;
        this.trusted = Set.copyOf(trusted);
        this.progress = progress;
        this.keeper = keeper;
    }

    /// Keeps what was verified.
    interface Keeper {
        void keep(JsonNode piece) throws Problem;
    }

    /// What was found.
    ///
    /// @param broken the first thing that is wrong, with its place
    /// @param summary of all that was verified up to there, in this call or an earlier one
    /// @param compared accounts whose balance was compared; the others have moved since
    public record Found(Optional<String> broken, ExportSummary summary, int compared) {}

    /// Verifies all that is new. After something broken the next call begins at the beginning.
    public Found follow() throws Problem {
        var accounts = new ArrayList<AccountState>();
        var followed = begun();
        try {
            owners(followed, accounts::add);
            read(followed);
            return new Found(Optional.empty(), followed.summary(), followed.compare(accounts));
        } catch (BrokenExport e) {
            return broken(followed, "%s: %s".formatted(e.place(), e.reason()));
        } catch (BrokenStore e) {
            return broken(followed, e.what);
        } catch (Malformed | IllegalArgumentException e) {
            return broken(
                    followed,
                    "what header %d covers: it is not well-formed: %s"
                            .formatted(nextHeader, e.getMessage()));
        }
    }

    /// What the deployment itself found when it read the Book out.
    private static final class BrokenStore extends Exception {

        private static final long serialVersionUID = 1L;

        private final String what;

        BrokenStore(String what) {
            super(what);
            this.what = what;
        }
    }

    private Found broken(FollowedBook followed, String what) {
        book = Optional.empty();
        nextHeader = 1;
        blocksBefore = 0;
        return new Found(Optional.of(what), followed.summary(), 0);
    }

    /// Verifies a piece that was kept, the next one after those before, so that what is read later
    /// must stand on it.
    void resume(JsonNode piece) throws Problem, BrokenExport {
        var followed = begun();
        try {
            if (isBlock(piece) && lacksModule(followed, piece)) {
                owners(followed, _ -> {});
            }
            take(followed, piece);
        } catch (Malformed | IllegalArgumentException e) {
            throw new Problem(
                    "what is kept of header %d is not well-formed".formatted(nextHeader), e);
        }
    }

    private FollowedBook begun() throws Problem {
        if (book.isEmpty()) {
            var keys = functions.invoke("ExportBook", input("keys"));
            var roots = new HashSet<>(trusted);
            if (roots.isEmpty()) {
                keys.path("roots").forEach(root -> roots.add(root(root).thumbprint()));
            }
            var fresh = new FollowedBook(roots, new Environment(keys.path("environment").asText()));
            learn(fresh, keys);
            book = Optional.of(fresh);
        }
        return book.get();
    }

    private static Ed25519PublicKey root(JsonNode root) {
        return new Ed25519PublicKey(ExportLedger.bytes(root));
    }

    private static void learn(FollowedBook followed, JsonNode keys) throws Problem {
        keys.path("roots").forEach(root -> followed.root(root(root)));
        for (var each : keys.path("keyCerts")) {
            try {
                followed.keyCert(ExportLedger.bytes(each.path("keyCert")));
            } catch (Malformed e) {
                throw new Problem("a stored key certificate is not well-formed", e);
            }
        }
    }

    private void owners(FollowedBook followed, Consumer<AccountState> accounts) throws Problem {
        var input = input("owners");
        JsonNode next;
        do {
            var answer = functions.invoke("ExportBook", input);
            answer.path("accounts").forEach(each -> accounts.accept(ExportLedger.account(each)));
            answer.path("modules").forEach(each -> followed.module(ExportLedger.module(each)));
            next = answer.path("next");
            input.set("from", next);
        } while (!next.isMissingNode());
    }

    private void read(FollowedBook followed) throws Problem, BrokenExport, BrokenStore, Malformed {
        var input = input("book");
        JsonNode answer;
        do {
            input.put("from", "%d:%d".formatted(nextHeader, blocksBefore));
            answer = functions.invoke("ExportBook", input);
            page(followed, answer.path("pieces"));
            if (answer.has("broken")) {
                throw new BrokenStore(answer.path("broken").asText());
            }
        } while (!answer.path("complete").asBoolean());
        for (var tip : answer.path("lanes")) {
            followed.tip(LaneTip.decode(ExportLedger.bytes(tip)));
        }
    }

    private void page(FollowedBook followed, JsonNode pieces)
            throws Problem, BrokenExport, Malformed {
        if (pieces.isEmpty()) {
            return;
        }
        // What signs this page was certified before the page was read.
        learn(followed, functions.invoke("ExportBook", input("keys")));
        boolean current = false;
        for (var piece : pieces) {
            if (!current && isBlock(piece) && lacksModule(followed, piece)) {
                owners(followed, _ -> {});
                current = true;
            }
            take(followed, piece);
            keeper.keep(piece);
        }
        var summary = followed.summary();
        progress.accept(
                "verified %d headers, %d entries so far"
                        .formatted(summary.headers(), summary.entries()));
    }

    private static boolean isBlock(JsonNode piece) {
        return piece.has("block");
    }

    private static boolean lacksModule(FollowedBook followed, JsonNode piece) throws Malformed {
        return Block.decode(ExportLedger.bytes(piece.path("block"))).entries().stream()
                .flatMap(entry -> entry.receipt().stream())
                .anyMatch(each -> !followed.knowsModule(each.module(), each.generation()));
    }

    private void take(FollowedBook followed, JsonNode piece) throws BrokenExport, Malformed {
        if (!isBlock(piece)) {
            followed.header(SignedHeader.parse(ExportLedger.bytes(piece.path("header"))));
            nextHeader++;
            blocksBefore = 0;
            return;
        }
        Deque<EntryProof> proofs = proofs(piece);
        followed.block(
                Block.decode(ExportLedger.bytes(piece.path("block"))),
                _ -> proofs.isEmpty() ? NO_PROOF : proofs.remove());
        blocksBefore++;
    }

    /// What the entries of a block rest on, in their order.
    static Deque<EntryProof> proofs(JsonNode piece) {
        Deque<EntryProof> proofs = new ArrayDeque<>();
        for (var proof : piece.path("proofs")) {
            proofs.add(
                    new EntryProof(
                            ExportLedger.bytes(proof.path(0)),
                            proof.has(1)
                                    ? Optional.of(ExportLedger.bytes(proof.path(1)))
                                    : Optional.empty()));
        }
        return proofs;
    }

    static ObjectNode input(String part) {
        return JSON.createObjectNode().put("part", part);
    }
}
