package dev.coinless.wallet.phone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Environment;
import dev.coinless.wallet.authorize.AskForGrant;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.cloud.Reply;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A phone that pays: what an app builds on. Every method returns at once and may be called from
/// any thread; what comes of it arrives as [News] or in the future.
public final class Phone implements AutoCloseable {
    private final Cloud cloud;
    private final Secrets secrets;
    private final Consumer<News> news;
    private final AskForGrant askForGrant;
    private final RadioDesk radio;
    private final Poster poster;
    private final PhoneLoop loop;
    private final Selections selections;
    private final ExecutorService asking =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("phone-ask").factory());

    /// What a phone is made of.
    ///
    /// @param news called on the phone's thread; must return soon
    /// @param broken told if the wallet cannot be kept; the phone then does nothing more
    public record Parts(
            Wallet wallet,
            WalletStore store,
            Cloud cloud,
            Scanner scanner,
            Connector connector,
            Secrets secrets,
            RandomGenerator random,
            Environment environment,
            Consumer<News> news,
            Consumer<IOException> broken) {}

    public Phone(Parts parts) {
        this.cloud = parts.cloud();
        this.secrets = parts.secrets();
        this.news = parts.news();
        this.askForGrant = new AskForGrant(cloud);
        this.radio =
                new RadioDesk(
                        parts.scanner(), parts.connector(), parts.environment(), new Incoming());
        this.loop =
                new PhoneLoop(
                        parts.wallet(), parts.store(), new Doing(), parts.news(), parts.broken());
        this.poster = new Poster(new PostObject(cloud), new KeptPostings(loop), parts.random());
        this.selections = new Selections(radio, loop, secrets, news, this::isFull);
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
        return ask(() -> cloud.post("/v1/accounts", body, id))
                .thenApply(reply -> {
                    if (reply instanceof Reply.Done) {
                        loop.run(() -> loop.keep(new WalletChange.Registered()));
                    }
                    return reply;
                });
    }

    public CompletableFuture<Reply> account() {
        return ask(() -> cloud.get("/v1/account", secrets.requestId()));
    }

    public CompletableFuture<Reply> grant(GrantId id) {
        return ask(() -> cloud.get("/v1/grants/" + id, secrets.requestId()));
    }

    public CompletableFuture<Neighbourhood> scan() {
        return radio.scan();
    }

    /// Asks for a grant by the newest code seen; looks for the module first if it was never seen.
    public void authorize(String wanted) {
        loop.run(() -> {
            if (isFull()) {
                return;
            }
            var seen = radio.heard().find(wanted);
            loop.take(
                    seen.isPresent()
                            ? new Event.AuthorizeAsked(issueFor(seen.get()))
                            : new Event.SeekAsked(wanted));
        });
    }

    /// Looks for the module, then asks for a grant.
    public void tap(String wanted) {
        loop.run(() -> {
            if (!isFull()) {
                loop.take(new Event.SeekAsked(wanted));
            }
        });
    }

    /// What is selected at machines first.
    public Selections selections() {
        return selections;
    }

    /// Spends the grant in hand, or the newest kept one (of that module, if one is named).
    public void trigger(Trigger trigger, Optional<String> wanted) {
        onceKnown(
                wanted,
                () -> {
                    resume(wanted);
                    loop.take(new Event.TriggerDetected(trigger));
                });
    }

    /// Asks the module to burn the code, so that the hold can end.
    public void cancel(Optional<String> wanted) {
        onceKnown(
                wanted,
                () -> {
                    resume(wanted);
                    loop.take(new Event.CancelAsked());
                });
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

    /// Posting need not wait for its next try.
    public void networkIsBack() {
        poster.kick();
    }

    @Override
    public void close() {
        poster.close();
        asking.shutdownNow();
        radio.close();
        loop.stop();
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

    /// A name is known only once its module was heard, which after a start it was not.
    private void onceKnown(Optional<String> wanted, Runnable task) {
        if (wanted.isEmpty() || moduleCalled(wanted.get()).isPresent()) {
            loop.run(task);
        } else {
            radio.seek(wanted.get(), _ -> loop.run(task), _ -> loop.run(task));
        }
    }

    private void resume(Optional<String> wanted) {
        boolean inHand =
                switch (loop.state()) {
                    case State.Idle _, State.ReceiptReceived _, State.Posted _, State.Refused _ ->
                            false;
                    case State.Granted(var grant) -> isMeant(grant, wanted);
                    case State.Unconfirmed(var grant) -> isMeant(grant, wanted);
                    case State.Scanning _,
                            State.Authorizing _,
                            State.Triggered _,
                            State.Presenting _,
                            State.InSession _,
                            State.Doubtful _,
                            State.Retrying _ ->
                            true;
                };
        if (!inHand) {
            wallet().newestGrant(grant -> grant.isUsable() && isMeant(grant, wanted))
                    .ifPresent(grant -> loop.take(new Event.Resumed(grant)));
        }
    }

    private boolean isMeant(HeldGrant grant, Optional<String> wanted) {
        return wanted.isEmpty()
                || moduleCalled(wanted.get()).filter(grant.module()::equals).isPresent();
    }

    private Optional<ModuleId> moduleCalled(String wanted) {
        return radio.heard()
                .find(wanted)
                .map(Sighting::module)
                .or(() ->
                        wallet().grants().stream()
                                .map(HeldGrant::module)
                                .filter(id -> id.toString().equalsIgnoreCase(wanted))
                                .findFirst());
    }

    /// A request without answer is taken up again before a new one is made: its grant may exist.
    private Issue issueFor(Sighting seen) {
        return wallet().issues().stream()
                .filter(issue -> issue.module().equals(seen.module()))
                .filter(issue -> issue.selection().isEmpty())
                .findFirst()
                .orElseGet(() ->
                        new Issue(
                                secrets.requestId(),
                                seen.module(),
                                seen.advertisement().code(),
                                secrets.holderKey()));
    }

    private interface Question {
        Reply put() throws InterruptedException;
    }

    private CompletableFuture<Reply> ask(Question question) {
        var answer = new CompletableFuture<Reply>();
        asking.execute(() -> {
            try {
                answer.complete(question.put());
            } catch (InterruptedException closed) {
                answer.completeExceptionally(closed);
            }
        });
        return answer;
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
    }

    /// What the loop has done for it.
    private final class Doing implements PhoneLoop.Hands {
        @Override
        public void seek(String wanted) {
            radio.seek(
                    wanted,
                    sighting ->
                            loop.run(() -> loop.take(new Event.Found(wanted, issueFor(sighting)))),
                    failure ->
                            loop.happened(
                                    new Event.NotFound(
                                            wanted, Problem.of(Refusal.TOO_FAR, failure.text()))));
        }

        @Override
        public void ask(AskGrant effect) {
            var issue = effect.issue();
            asking.execute(() -> {
                try {
                    loop.happened(event(issue.id(), askForGrant.ask(issue)));
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private Event event(RequestId id, AskForGrant.Outcome outcome) {
            return switch (outcome) {
                case AskForGrant.Outcome.Got(var grant, _) -> new Event.GrantArrived(id, grant);
                case AskForGrant.Outcome.Denied(var problem) -> new Event.GrantDenied(id, problem);
                case AskForGrant.Outcome.Unanswered(var problem, boolean reached) ->
                        new Event.GrantUnanswered(id, problem, reached);
            };
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
    }
}
