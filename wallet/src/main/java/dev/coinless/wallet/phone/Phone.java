package dev.coinless.wallet.phone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.time.TimeSource;
import dev.coinless.wallet.authorize.Choice;
import dev.coinless.wallet.book.ReadProof;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.cloud.Reply;
import dev.coinless.wallet.courier.Satchel;
import dev.coinless.wallet.courier.SatchelStore;
import dev.coinless.wallet.keys.Secrets;
import dev.coinless.wallet.phone.Effect.AskGrant;
import dev.coinless.wallet.phone.Effect.Present;
import dev.coinless.wallet.phone.Effect.Send;
import dev.coinless.wallet.present.Connector;
import dev.coinless.wallet.present.ModuleContact;
import dev.coinless.wallet.receipt.PostObject;
import dev.coinless.wallet.scan.Neighbourhood;
import dev.coinless.wallet.scan.Scanner;
import dev.coinless.wallet.scan.Sighting;
import dev.coinless.wallet.store.Wallet;
import dev.coinless.wallet.store.WalletChange;
import dev.coinless.wallet.store.WalletStore;
import dev.coinless.wallet.trigger.Trigger;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A phone that pays: what an app builds on. Every method returns at once and may be called from
/// any thread; what comes of it arrives as [News] or in the future.
public final class Phone implements AutoCloseable {
    private final Cloud cloud;
    private final Secrets secrets;
    private final Consumer<News> news;
    private final CloudDesk cloudDesk;
    private final RadioDesk radio;
    private final Poster poster;
    private final PhoneLoop loop;
    private final Selections selections;
    private final CourierDesk courier;
    private final Adverts adverts;
    private final Proximity proximity;
    private final GrantsInHand grantsInHand;
    private final BookDesk book;

    /// What a phone is made of.
    ///
    /// @param roots of the platform, to hold the Book's headers to; none if the app knows none, and
    ///   holds it to those that it names first
    /// @param news called on the phone's thread; must return soon
    /// @param broken told if the wallet cannot be kept; the phone then does nothing more
    public record Parts(
            Wallet wallet,
            WalletStore store,
            Satchel satchel,
            SatchelStore satchelStore,
            Cloud cloud,
            Scanner scanner,
            Connector connector,
            Secrets secrets,
            RandomGenerator random,
            TimeSource time,
            Environment environment,
            List<Ed25519PublicKey> roots,
            Consumer<News> news,
            Consumer<IOException> broken) {}

    public Phone(Parts parts) {
        this.cloud = parts.cloud();
        this.secrets = parts.secrets();
        this.news = parts.news();
        this.cloudDesk = new CloudDesk(cloud);
        this.radio =
                new RadioDesk(
                        parts.scanner(), parts.connector(), parts.environment(), new Incoming());
        this.loop =
                new PhoneLoop(
                        parts.wallet(), parts.store(), new Doing(), this::tell, parts.broken());
        this.courier =
                new CourierDesk(
                        new CourierDesk.Parts(
                                radio,
                                loop,
                                parts.satchel(),
                                parts.satchelStore(),
                                parts.time(),
                                this::postSoon,
                                news));
        this.poster =
                new Poster(new PostObject(cloud), new KeptPostings(loop, courier), parts.random());
        this.book =
                new BookDesk(
                        cloud,
                        cloudDesk,
                        loop,
                        secrets,
                        new ReadProof(
                                () ->
                                        parts.roots().isEmpty()
                                                ? loop.wallet().roots()
                                                : parts.roots(),
                                parts.environment()),
                        parts.time(),
                        news);
        this.adverts = new Adverts(radio, loop, secrets, this::isFull);
        this.grantsInHand = new GrantsInHand(radio, loop);
        this.proximity = new Proximity(radio, loop);
        this.selections = new Selections(radio, parts.time(), loop, secrets, news, this::isFull);
    }

    /// Begins to work, with what is left to post first.
    public void start() {
        loop.start();
        poster.start();
    }

    public Wallet wallet() {
        return loop.wallet();
    }

    public State state() {
        return loop.state();
    }

    public RadioDesk radio() {
        return radio;
    }

    /// Makes the account known to the cloud; again is the same request.
    public CompletableFuture<Reply> register() {
        var key = wallet().key();
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("publicKey", key.publicKey().encoded().base64Url());
        // One account is registered once, so the account itself names the request.
        var id = new RequestId(key.account().thumbprint().value().first(RequestId.LENGTH));
        return cloudDesk
                .ask(() -> cloud.post("/v1/accounts", body, id))
                .thenApply(reply -> {
                    if (reply instanceof Reply.Done) {
                        loop.run(() -> loop.keep(new WalletChange.Registered()));
                    }
                    return reply;
                });
    }

    public CompletableFuture<Reply> account() {
        return cloudDesk.ask(() -> cloud.get("/v1/account", secrets.requestId()));
    }

    public CompletableFuture<Reply> grant(GrantId id) {
        return cloudDesk.ask(() -> cloud.get("/v1/grants/" + id, secrets.requestId()));
    }

    /// Asks for the money of a grant back. Asking again tells how it stands.
    ///
    /// @param reason `nothing_came`, `wrong_item`, `damaged` or `other`
    public CompletableFuture<Reply> refund(GrantId grant, String reason) {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("grant", grant.toString())
                        .put("reason", reason);
        var id = secrets.requestId();
        return cloudDesk.ask(() -> cloud.post("/v1/refunds", body, id));
    }

    public CompletableFuture<Neighbourhood> scan() {
        return radio.scan();
    }

    /// Asks for a grant by the newest code seen; looks for the module first if it was never seen.
    public void authorize(String wanted) {
        adverts.authorize(wanted);
    }

    /// Looks for the module, then asks for a grant.
    public void tap(String wanted) {
        tap(wanted, Optional.empty());
    }

    /// Looks for the module, then asks for a grant for what was chosen.
    public void tap(String wanted, Optional<Choice> choice) {
        adverts.tap(wanted, choice);
    }

    /// What is selected at machines first.
    public Selections selections() {
        return selections;
    }

    /// Spends the grant in hand, or the newest kept one (of that module, if one is named).
    public void trigger(Trigger trigger, Optional<String> wanted) {
        grantsInHand.trigger(trigger, wanted);
    }

    /// Asks the module to burn the code, so that the hold can end.
    public void cancel(Optional<String> wanted) {
        grantsInHand.cancel(wanted);
    }

    /// What lets the phone pay by being held close.
    public Proximity proximity() {
        return proximity;
    }

    /// What is carried for others.
    public CourierDesk courier() {
        return courier;
    }

    /// The phone as a witness of the Book.
    public BookDesk book() {
        return book;
    }

    /// Tries to post now.
    ///
    /// @return completes with true when nothing is left, with false if the cloud did not answer
    public CompletableFuture<Boolean> post() {
        return poster.flush();
    }

    /// Takes what a module signed in, wherever it came from.
    public void keep(Event.FromModule signed) {
        loop.happened(signed);
    }

    /// Listening need not wait for the next scan.
    public void radioIsBack() {
        radio.listenAgain();
    }

    /// Posting need not wait for its next try.
    public void networkIsBack() {
        poster.kickAll();
    }

    @Override
    public void close() {
        poster.close();
        cloudDesk.close();
        radio.close();
        loop.stop();
    }

    /// A purchase that has reached the ledger is a good moment to look after it.
    private void tell(News each) {
        news.accept(each);
        if (each instanceof News.Settled) {
            book.checkSometimes();
        }
    }

    private void postSoon() {
        poster.kick();
    }

    private boolean isFull() {
        if (!wallet().isOutboxFull()) {
            return false;
        }
        news.accept(
                new News.NoGrant(
                        Problem.of(Refusal.OVER_LIMIT, "too many receipts to post, go online")));
        return true;
    }

    /// What the radio reports.
    private final class Incoming implements RadioDesk.Inbox {
        @Override
        public void linkUp(ModuleContact contact) {
            loop.run(() -> {
                var module = contact.status().advertisement().module();
                loop.take(new Event.LinkUp(contact.status(), loop.acksFor(module)));
            });
        }

        @Override
        public void happened(Event.FromModule event) {
            loop.happened(event);
        }

        @Override
        public void met(ModuleId module) {
            loop.run(() -> courier.met(module));
        }

        @Override
        public void sighted(Sighting sighting) {
            proximity.sighted(sighting);
        }
    }

    /// What the loop has done for it.
    private final class Doing implements PhoneLoop.Hands {
        @Override
        public void seek(String wanted, Optional<Choice> choice) {
            radio.seek(
                    wanted,
                    sighting ->
                            loop.run(() ->
                                    loop.take(
                                            new Event.Found(
                                                    wanted, adverts.issueFor(sighting, choice)))),
                    failure ->
                            loop.happened(
                                    new Event.NotFound(
                                            wanted, Problem.of(Refusal.TOO_FAR, failure.text()))));
        }

        @Override
        public void ask(AskGrant effect) {
            cloudDesk.askForGrant(effect.issue(), loop::happened);
        }

        @Override
        public void connect(ModuleId module) {
            radio.connect(module);
        }

        @Override
        public void send(Send effect) {
            radio.send(effect.message());
        }

        @Override
        public void present(Present effect) {
            radio.present(effect.grant(), effect.nonce(), effect.intent());
        }

        @Override
        public void disconnect() {
            radio.disconnect();
        }

        @Override
        public void post() {
            poster.kick();
        }

        @Override
        public void moved() {
            proximity.look();
        }
    }
}
