package dev.coinless.wallet.phone;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.present.Intent;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.present.Connector;
import dev.coinless.wallet.present.HearMessage;
import dev.coinless.wallet.present.HearMessage.Heard;
import dev.coinless.wallet.present.ModuleContact;
import dev.coinless.wallet.present.RadioFailure;
import dev.coinless.wallet.present.SignPresentation;
import dev.coinless.wallet.scan.Neighbourhood;
import dev.coinless.wallet.scan.Scanner;
import dev.coinless.wallet.scan.Sighting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Does the phone's work on the radio, one thing after the other on a thread of its own, and holds
/// at most one connection.
public final class RadioDesk implements AutoCloseable {
    /// A module advertises every 20 to 30 ms; one not heard in this time is not in range.
    static final Duration SEEK_TIME = Duration.ofSeconds(3);

    /// Long enough to hear everyone in range at least twice.
    static final Duration SCAN_TIME = Duration.ofMillis(300);

    private final Scanner scanner;
    private final Connector connector;
    private final SignPresentation signPresentation;
    private final Inbox inbox;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("phone-radio").factory());
    private final AtomicReference<Neighbourhood> heard =
            new AtomicReference<>(Neighbourhood.empty());

    /// Numbers the connections; what an earlier one still says about itself is dropped.
    private final AtomicLong connection = new AtomicLong();

    private final AtomicBoolean watching = new AtomicBoolean();
    private @Nullable ModuleContact contact;
    private final AtomicReference<Bytes> lastPresentation = new AtomicReference<>(Bytes.EMPTY);

    /// Where the desk reports.
    interface Inbox {
        /// The connection that was asked for last is there.
        void linkUp(ModuleContact contact);

        void happened(Event.FromModule event);

        /// A connection to this module is over, by the phone's own will.
        void met(ModuleId module);

        /// An advertisement, while the desk was asked to watch; on the radio's own thread.
        void sighted(Sighting sighting);
    }

    RadioDesk(Scanner scanner, Connector connector, Environment environment, Inbox inbox) {
        this.scanner = scanner;
        this.connector = connector;
        this.signPresentation = new SignPresentation(environment);
        this.inbox = inbox;
    }

    /// The newest of all that was ever heard.
    public Neighbourhood heard() {
        return heard.get();
    }

    /// The last presentation made, for tests that send it elsewhere; empty before the first.
    public Bytes lastPresentation() {
        return lastPresentation.get();
    }

    /// Listens for a moment.
    CompletableFuture<Neighbourhood> scan() {
        var result = new CompletableFuture<Neighbourhood>();
        thread.execute(() -> {
            try {
                var now = new AtomicReference<>(Neighbourhood.empty());
                scanner.startScan(sighting -> {
                    note(sighting);
                    now.updateAndGet(all -> all.with(sighting));
                });
                Thread.sleep(SCAN_TIME);
                endScan();
                result.complete(now.get());
            } catch (RadioFailure e) {
                result.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /// Listens until the wanted module is heard anew; calls exactly one of the two, on the radio's
    /// thread.
    void seek(String wanted, Consumer<Sighting> found, Consumer<RadioFailure> notFound) {
        thread.execute(() -> {
            Sighting sighting;
            try {
                sighting = find(wanted, each -> each.isCalled(wanted));
            } catch (RadioFailure e) {
                notFound.accept(e);
                return;
            }
            found.accept(sighting);
        });
    }

    /// Hears advertisements beside everything else, until told otherwise.
    void watch() {
        watching.set(true);
        thread.execute(this::endScan);
    }

    void unwatch() {
        watching.set(false);
        thread.execute(this::endScan);
    }

    /// The radio may have been off.
    void listenAgain() {
        thread.execute(this::endScan);
    }

    /// Finds a module and connects to it, on the calling thread; for use within [#run].
    public ModuleContact open(String wanted, ModuleContact.Listener listener) throws RadioFailure {
        var sighting = find(wanted, each -> each.isCalled(wanted));
        return ModuleContact.open(connector, sighting.address(), listener);
    }

    /// Connects to a module that was heard a moment ago, on the calling thread; for use within
    /// [#run].
    ModuleContact reopen(ModuleId module, ModuleContact.Listener listener) throws RadioFailure {
        var sighting = heard.get().find(module);
        if (sighting.isEmpty()) {
            throw new RadioFailure("%s was not heard".formatted(module));
        }
        return ModuleContact.open(connector, sighting.get().address(), listener);
    }

    /// A connection that somebody opened for himself is over.
    void met(ModuleId module) {
        inbox.met(module);
    }

    /// Runs something on the radio's thread.
    public void run(Runnable task) {
        thread.execute(task);
    }

    void connect(ModuleId module) {
        long number = connection.incrementAndGet();
        thread.execute(() -> {
            hangUp();
            try {
                var sighting = find(module.toString(), each -> each.module().equals(module));
                var opened = ModuleContact.open(connector, sighting.address(), new Ear(number));
                contact = opened;
                if (number == connection.get()) {
                    inbox.linkUp(opened);
                }
            } catch (RadioFailure e) {
                lost(number, e.text());
            }
        });
    }

    void send(Message message) {
        long number = connection.get();
        thread.execute(() -> write(number, message));
    }

    void present(HeldGrant grant, Bytes nonce, Intent intent) {
        var body = signPresentation.of(grant.token().encoded(), grant.holder(), nonce, intent);
        lastPresentation.set(body);
        send(new Message(MessageKind.PRESENT, body));
    }

    void disconnect() {
        connection.incrementAndGet();
        thread.execute(() -> {
            if (contact != null) {
                var module = contact.status().advertisement().module();
                hangUp();
                inbox.met(module);
            }
        });
    }

    private void write(long number, Message message) {
        if (contact == null || number != connection.get()) {
            return;
        }
        try {
            contact.send(message);
        } catch (RadioFailure e) {
            hangUp();
            lost(number, e.text());
        }
    }

    private void hangUp() {
        if (contact != null) {
            contact.close();
            contact = null;
        }
    }

    private Sighting find(String wanted, Predicate<Sighting> isIt) throws RadioFailure {
        var found = new CompletableFuture<Sighting>();
        scanner.startScan(sighting -> {
            note(sighting);
            if (isIt.test(sighting)) {
                found.complete(sighting);
            }
        });
        try {
            return found.get(SEEK_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RadioFailure("%s is not in range, go nearer".formatted(wanted), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a search does not fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RadioFailure("the search was interrupted", e);
        } finally {
            endScan();
        }
    }

    private void note(Sighting sighting) {
        heard.updateAndGet(all -> all.with(sighting));
        if (watching.get()) {
            inbox.sighted(sighting);
        }
    }

    /// Listens on if somebody watches.
    private void endScan() {
        if (!watching.get()) {
            scanner.stopScan();
            return;
        }
        try {
            scanner.startScan(this::note);
        } catch (RadioFailure off) {
            // Tried again by the next scan, or when the radio is on again.
            scanner.stopScan();
        }
    }

    private void lost(long number, String reason) {
        if (number == connection.get()) {
            inbox.happened(new Event.LinkLost(Problem.of(Refusal.TOO_FAR, reason)));
        }
    }

    @Override
    public void close() {
        connection.incrementAndGet();
        thread.execute(this::hangUp);
        thread.shutdown();
    }

    /// What a message means to the phone; empty for one that is not readable.
    public static Optional<Event.FromModule> meaning(Message message) {
        try {
            return Optional.of(
                    switch (HearMessage.read(message)) {
                        case Heard.OfVerdict(var verdict) -> new Event.VerdictArrived(verdict);
                        case Heard.OfSession(var progress) -> new Event.SessionMoved(progress);
                        case Heard.OfReceipt(var receipt, var encoded) ->
                                new Event.ReceiptArrived(receipt, encoded);
                        case Heard.OfCheckpoint(var encoded) ->
                                new Event.CheckpointArrived(encoded);
                    });
        } catch (Malformed notReadable) {
            return Optional.empty();
        }
    }

    private final class Ear implements ModuleContact.Listener {
        private final long number;

        Ear(long number) {
            this.number = number;
        }

        @Override
        public void message(Message message) {
            meaning(message).filter(this::isStillOfUse).ifPresent(inbox::happened);
        }

        /// What a module signed is of use whenever it comes.
        private boolean isStillOfUse(Event.FromModule event) {
            return event instanceof Event.ReceiptArrived
                    || event instanceof Event.CheckpointArrived
                    || number == connection.get();
        }

        @Override
        public void ended(String reason) {
            lost(number, reason);
        }
    }
}
