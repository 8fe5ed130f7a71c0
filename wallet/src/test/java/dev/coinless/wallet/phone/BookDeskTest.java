package dev.coinless.wallet.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.wallet.book.ReadProof;
import dev.coinless.wallet.book.Witnessed;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.PaperBook;
import dev.coinless.wallet.fixture.PaperCloud;
import dev.coinless.wallet.store.Wallet;
import dev.coinless.wallet.store.WalletStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A phone that looks after the Book, with a cloud and a Book on paper.
class BookDeskTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final long PATIENCE_SECONDS = 10;

    private final Fixture fixture = new Fixture(17);
    private final PaperCloud paper = new PaperCloud(fixture, NOON);
    private final Wallet wallet = Wallet.fresh(fixture.secrets.accountKey());
    private final GrantId grant = new GrantId(fixture.bytes(GrantId.LENGTH));
    private final PaperBook book = new PaperBook(fixture).write(account(), grant, 500);
    private final AtomicReference<Wallet> kept = new AtomicReference<>(wallet);
    private final List<News> news = new CopyOnWriteArrayList<>();
    private final Cloud cloud = new Cloud(paper, wallet.key(), NOON, _ -> {});
    private final CloudDesk desk = new CloudDesk(cloud);
    private final PhoneLoop loop =
            new PhoneLoop(wallet, new Keeping(), new Resting(), news::add, _ -> {});

    @BeforeEach
    void start() throws Exception {
        loop.start();
        paper.show(book);
        var key = wallet.key().publicKey().encoded().base64Url();
        cloud.post(
                "/v1/accounts",
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("publicKey", key),
                fixture.secrets.requestId());
    }

    @AfterEach
    void stop() {
        desk.close();
        loop.stop();
    }

    @Test
    void theNewestHeaderIsKeptAndStaysAfterARestart() throws Exception {
        assertThat(check()).isEqualTo(new Witnessed.Kept(book.newest()));
        book.write(account(), other(), 1).write(account(), other(), 2);
        paper.show(book);

        assertThat(check()).isEqualTo(new Witnessed.Kept(book.newest()));
        assertThat(check()).as("nothing newer").isEqualTo(new Witnessed.Kept(book.newest()));

        assertThat(keptHeader()).isEqualTo(3);
        assertThat(kept.get().header()).contains(book.newest());
        assertThat(news).isEmpty();
    }

    @Test
    void aForkRaisesAnAlarmAndTheOwnHeaderStays() throws Exception {
        var fork = book.fork();
        book.write(account(), other(), 1);
        fork.write(account(), other(), 1).write(account(), other(), 2);
        paper.show(book);
        check();
        paper.show(fork);

        assertThat(refusal(check())).isEqualTo(Refusal.MISMATCH);

        assertThat(news).containsExactly(new News.BookForked(book.newest(), fork.newest()));
        assertThat(keptHeader()).isEqualTo(2);
    }

    @Test
    void anotherHeaderOfTheSameNumberAndAShorterHistoryAreForksToo() throws Exception {
        var shorter = book.fork();
        var fork = book.fork();
        book.write(account(), other(), 1);
        fork.write(account(), other(), 1);
        paper.show(book);
        check();

        paper.show(fork);
        assertThat(refusal(check())).isEqualTo(Refusal.MISMATCH);
        paper.show(shorter);
        assertThat(refusal(check())).isEqualTo(Refusal.MISMATCH);

        assertThat(news).hasSize(2);
    }

    @Test
    void aPurchaseIsProvenUnderTheHeaderThatIsKept() throws Exception {
        var proven = (Witnessed.Proven) prove(grant);

        assertThat(proven.header()).isEqualTo(book.newest());
        assertThat(proven.entries()).hasSize(1);
        assertThat(proven.entries().getFirst().source()).isEqualTo(grant.value());
        assertThat(keptHeader()).isEqualTo(1);
    }

    @Test
    void aProofOfSomebodyElsesPurchaseIsNone() throws Exception {
        var stranger = new Fixture(99).secrets.accountKey().account();
        book.write(stranger, grant, 500);
        paper.show(book);

        assertThat(refusal(prove(grant))).isEqualTo(Refusal.MALFORMED);
        assertThat(refusal(prove(other()))).as("no proof at all").isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void withARootTheCertificateMustBeSignedByIt() throws Exception {
        var own = desk(List.of(fixture.root.publicKey()));
        var strange = desk(List.of(fixture.module.publicKey()));

        assertThat(refusal(of(strange.check()))).isEqualTo(Refusal.UNKNOWN_ISSUER);
        assertThat(of(own.check())).isEqualTo(new Witnessed.Kept(book.newest()));
    }

    @Test
    void withoutARootThoseThatThePlatformNamesFirstArePinned() throws Exception {
        assertThat(check()).isEqualTo(new Witnessed.Kept(book.newest()));
        assertThat(kept.get().roots()).containsExactly(fixture.root.publicKey());

        var grown = book.write(account(), other(), 100);
        paper.show(grown.under(fixture.module));
        var changed = check();

        assertThat(refusal(changed)).isEqualTo(Refusal.UNKNOWN_ISSUER);
        assertThat(((Witnessed.Failed) changed).problem().toString())
                .contains("the platform's root has changed");
        assertThat(kept.get().roots()).containsExactly(fixture.root.publicKey());
        paper.show(grown);
        assertThat(check()).isEqualTo(new Witnessed.Kept(grown.newest()));
    }

    @Test
    void whoeverNamesNoRootIsNotBelievedAtTheFirstUse() throws Exception {
        paper.show(book.withoutRoots());

        assertThat(refusal(check())).isEqualTo(Refusal.MALFORMED);
        assertThat(kept.get().header()).isEmpty();
    }

    @Test
    void withoutNetworkNothingIsKept() throws Exception {
        paper.fail(PaperCloud.Fault.UNREACHABLE, 1);

        assertThat(refusal(check())).isEqualTo(Refusal.NEED_NETWORK);
        assertThat(kept.get().header()).isEmpty();
    }

    private dev.coinless.model.id.AccountId account() {
        return wallet.key().account();
    }

    private GrantId other() {
        return new GrantId(fixture.bytes(GrantId.LENGTH));
    }

    private BookDesk desk(List<Ed25519PublicKey> roots) {
        var reader =
                new ReadProof(() -> roots.isEmpty() ? loop.wallet().roots() : roots, Fixture.TEST);
        return new BookDesk(cloud, desk, loop, fixture.secrets, reader, NOON, news::add);
    }

    private Witnessed check() throws Exception {
        return of(desk(List.of()).check());
    }

    private Witnessed prove(GrantId id) throws Exception {
        return of(desk(List.of()).prove(id));
    }

    private static Refusal refusal(Witnessed witnessed) {
        return ((Witnessed.Failed) witnessed).problem().code();
    }

    /// Waits for the answer, and for the loop to have kept what came of it.
    private <T> T of(CompletableFuture<T> answer) throws Exception {
        var result = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var settled = new CompletableFuture<Bytes>();
        loop.run(() -> settled.complete(Bytes.EMPTY));
        settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return result;
    }

    private long keptHeader() {
        return loop.wallet().header().orElseThrow().number();
    }

    private final class Keeping implements WalletStore {
        @Override
        public Optional<Wallet> load() {
            return Optional.of(kept.get());
        }

        @Override
        public void save(Wallet next) {
            kept.set(next);
        }
    }

    /// Nothing but the Book is looked after here.
    private static final class Resting implements PhoneLoop.Hands {
        @Override
        public void seek(String wanted, Optional<dev.coinless.wallet.authorize.Choice> choice) {}

        @Override
        public void ask(Effect.AskGrant effect) {}

        @Override
        public void connect(dev.coinless.model.id.ModuleId module) {}

        @Override
        public void send(Effect.Send effect) {}

        @Override
        public void present(Effect.Present effect) {}

        @Override
        public void disconnect() {}

        @Override
        public void post() {}

        @Override
        public void moved() {}
    }
}
