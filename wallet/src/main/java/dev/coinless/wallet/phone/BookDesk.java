package dev.coinless.wallet.phone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.model.book.HighestHeader;
import dev.coinless.model.book.HighestHeader.Decision;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.book.OtherRoot;
import dev.coinless.wallet.book.ReadProof;
import dev.coinless.wallet.book.Witnessed;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.cloud.Reply;
import dev.coinless.wallet.keys.Secrets;
import dev.coinless.wallet.store.WalletChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Witnesses the Book: keeps the highest header, asks for the proof that a newer one stands on it,
/// and tells the holder of a fork. All on the desk's thread.
public final class BookDesk {
    /// Proofs asked for while a new header comes each time; there is one in a minute.
    private static final int MAX_ROUNDS = 3;

    /// Between looks that nobody asked for: who buys every day sees every day's history.
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Cloud cloud;
    private final CloudDesk desk;
    private final PhoneLoop loop;
    private final Secrets secrets;
    private final ReadProof reader;
    private final InstantSource clock;
    private final Consumer<News> news;
    private Instant checked = Instant.EPOCH;

    BookDesk(
            Cloud cloud,
            CloudDesk desk,
            PhoneLoop loop,
            Secrets secrets,
            ReadProof reader,
            InstantSource clock,
            Consumer<News> news) {
        this.cloud = cloud;
        this.desk = desk;
        this.loop = loop;
        this.secrets = secrets;
        this.reader = reader;
        this.clock = clock;
        this.news = news;
    }

    /// Asks for the newest header and keeps it, if it stands on the one that is kept.
    public CompletableFuture<Witnessed> check() {
        return desk.call(this::look);
    }

    /// Asks for the proof that the Book has a grant's entries, under the header that is kept.
    public CompletableFuture<Witnessed> prove(GrantId grant) {
        return desk.call(() -> {
            for (int round = 1; round <= MAX_ROUNDS; round++) {
                var proven = attempt(grant);
                if (proven.isPresent()) {
                    return proven.get();
                }
            }
            return failed(Refusal.BUSY, "a new header came meanwhile, ask again");
        });
    }

    /// As [#check], at most once an hour; a fork is told as news, and what fails is tried again.
    void checkSometimes() {
        var now = clock.instant();
        if (!now.isBefore(checked.plus(PAUSE))) {
            checked = now;
            var _ = check();
        }
    }

    private Witnessed look() throws InterruptedException {
        var kept = loop.wallet().header();
        long number = kept.map(SignedHeader::number).orElse(0L);
        var reply =
                cloud.get("/v1/book/header/%d/consistency".formatted(number), secrets.requestId());
        return switch (reply) {
            case Reply.Done(var body) -> newer(kept, body);
            case Reply.Denied(var problem) when isNothingNewer(problem) && kept.isPresent() ->
                    same(kept.get());
            case Reply.Denied(var problem) -> new Witnessed.Failed(problem);
            case Reply.Unanswered(var problem, _) -> new Witnessed.Failed(problem);
        };
    }

    private static boolean isNothingNewer(Problem problem) {
        return problem.code() == Refusal.NOT_YET;
    }

    private Witnessed newer(Optional<SignedHeader> kept, JsonNode body) {
        try {
            return decided(HighestHeader.on(kept, reader.consistency(body)), kept, body);
        } catch (OtherRoot e) {
            return otherRoot(e);
        } catch (Malformed e) {
            return failed(Refusal.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /// Nothing is newer: then the newest must be the very one that is kept.
    private Witnessed same(SignedHeader kept) throws InterruptedException {
        return switch (cloud.get("/v1/book/header", secrets.requestId())) {
            case Reply.Done(var body) -> {
                try {
                    var newest = reader.header(body);
                    yield newest.number() < kept.number()
                            ? forked(kept, newest)
                            : decided(
                                    HighestHeader.on(Optional.of(kept), newest),
                                    Optional.of(kept),
                                    body);
                } catch (OtherRoot e) {
                    yield otherRoot(e);
                } catch (Malformed e) {
                    yield failed(Refusal.MALFORMED, String.valueOf(e.getMessage()));
                }
            }
            case Reply.Denied(var problem) -> new Witnessed.Failed(problem);
            case Reply.Unanswered(var problem, _) -> new Witnessed.Failed(problem);
        };
    }

    /// @param body that the header came in, which names the roots at the first use
    private Witnessed decided(Decision decision, Optional<SignedHeader> kept, JsonNode body)
            throws Malformed {
        return switch (decision) {
            case Decision.Keep(var header) -> {
                pin(body);
                loop.run(() -> loop.keep(new WalletChange.HeaderKept(header)));
                yield new Witnessed.Kept(header);
            }
            case Decision.Ignore() -> {
                pin(body);
                yield new Witnessed.Kept(kept.orElseThrow());
            }
            case Decision.AskForProof _ ->
                    failed(Refusal.NO_PROOF, "nothing proves that the newer header stands on ours");
            case Decision.Fork(var own, var other) -> forked(own, other);
        };
    }

    /// Trusts the platform at the first use, and later only what the same roots stand behind.
    private void pin(JsonNode body) throws Malformed {
        if (loop.wallet().roots().isEmpty() && body.has("roots")) {
            var named = reader.named(body);
            loop.run(() -> loop.keep(new WalletChange.RootsPinned(named)));
        }
    }

    private static Witnessed otherRoot(OtherRoot e) {
        return failed(Refusal.UNKNOWN_ISSUER, String.valueOf(e.getMessage()));
    }

    private Witnessed forked(SignedHeader kept, SignedHeader other) {
        news.accept(new News.BookForked(kept, other));
        return failed(
                Refusal.MISMATCH,
                "the Book has forked: header %d was %s, now there is %d, %s"
                        .formatted(
                                kept.number(),
                                kept.hash().hex(),
                                other.number(),
                                other.hash().hex()));
    }

    /// Empty if the proof is under another header than the one that is kept.
    private Optional<Witnessed> attempt(GrantId grant) throws InterruptedException {
        var looked = look();
        if (!(looked instanceof Witnessed.Kept(var kept))) {
            return Optional.of(looked);
        }
        return switch (cloud.get("/v1/grants/%s/proof".formatted(grant), secrets.requestId())) {
            case Reply.Done(var body) -> proven(kept, grant, body);
            case Reply.Denied(var problem) -> Optional.of(new Witnessed.Failed(problem));
            case Reply.Unanswered(var problem, _) -> Optional.of(new Witnessed.Failed(problem));
        };
    }

    private Optional<Witnessed> proven(SignedHeader kept, GrantId grant, JsonNode body) {
        try {
            var read = reader.entries(body, loop.wallet().key().account(), grant);
            if (read.header().number() != kept.number()) {
                return Optional.empty();
            }
            return Optional.of(
                    read.header().hash().equals(kept.hash())
                            ? new Witnessed.Proven(kept, read.entries(), read.waiting())
                            : forked(kept, read.header()));
        } catch (OtherRoot e) {
            return Optional.of(otherRoot(e));
        } catch (Malformed e) {
            return Optional.of(failed(Refusal.MALFORMED, String.valueOf(e.getMessage())));
        }
    }

    private static Witnessed failed(Refusal code, String detail) {
        return new Witnessed.Failed(Problem.of(code, detail));
    }
}
