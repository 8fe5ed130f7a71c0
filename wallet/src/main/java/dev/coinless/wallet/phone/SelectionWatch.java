package dev.coinless.wallet.phone;

import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.time.TimeSource;
import dev.coinless.model.time.Uptime;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.present.ModuleContact;
import dev.coinless.wallet.present.RadioFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Stays connected to a module until its machine has a selection to pay for. Works on the radio's
/// thread, which is free for others between two looks.
final class SelectionWatch {
    /// Between two looks; a customer does not notice it, and the module does not think us idle.
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final RadioDesk radio;
    private final String wanted;
    private final TimeSource time;
    private final Uptime until;
    private final Consumer<Issue.Selection> found;
    private final Consumer<Problem> notFound;
    private final AtomicBoolean given = new AtomicBoolean();
    private Problem problem;
    private @Nullable ModuleContact contact;

    /// What is watched for.
    ///
    /// @param wanted the module's name or id
    /// @param unselected what to say if nobody selects anything
    record Watch(String wanted, Duration patience, String unselected) {}

    /// Nothing is looked at yet.
    ///
    /// @param found called with the selection, once, on the radio's thread; or else `notFound`
    SelectionWatch(
            RadioDesk radio,
            TimeSource time,
            Watch watch,
            Consumer<Issue.Selection> found,
            Consumer<Problem> notFound) {
        this.radio = radio;
        this.wanted = watch.wanted();
        this.time = time;
        this.until = time.uptime().plus(watch.patience());
        this.problem = Problem.of(Refusal.NOT_YET, watch.unselected());
        this.found = found;
        this.notFound = notFound;
    }

    void start() {
        try {
            radio.run(this::look);
        } catch (RejectedExecutionException closed) {
            // The phone is switched off; nobody waits any more.
            hangUp();
        }
    }

    /// Ends the watch; then `notFound` says so.
    void giveUp() {
        given.set(true);
    }

    private void look() {
        if (given.get()) {
            end(Problem.of(Refusal.NOT_YET, "given up before anything was selected"));
            return;
        }
        try {
            var open = connected();
            var encoded = open.readRequest();
            if (encoded.length() > 0) {
                var selection = Issue.Selection.parse(encoded);
                hangUp();
                if (!selection.request().module().equals(moduleOf(open))) {
                    throw new Malformed("the selection is another machine's");
                }
                found.accept(selection);
                return;
            }
        } catch (Malformed e) {
            end(Problem.of(Refusal.MALFORMED, "the machine's request: " + e.getMessage()));
            return;
        } catch (RadioFailure e) {
            hangUp();
            problem = Problem.of(Refusal.TOO_FAR, e.text());
        }
        if (!time.uptime().isBefore(until)) {
            end(problem);
        } else {
            pause();
            start();
        }
    }

    private ModuleContact connected() throws RadioFailure {
        var open = contact;
        if (open == null) {
            open = radio.open(wanted, new Deaf());
            contact = open;
        }
        return open;
    }

    private static dev.coinless.model.id.ModuleId moduleOf(ModuleContact contact) {
        return contact.status().advertisement().module();
    }

    private void end(Problem why) {
        var met = Optional.ofNullable(contact).map(SelectionWatch::moduleOf);
        hangUp();
        met.ifPresent(radio::met);
        notFound.accept(why);
    }

    private void hangUp() {
        if (contact != null) {
            contact.close();
            contact = null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Only `Request` is read on this contact; its end shows when it is read again.
    private static final class Deaf implements ModuleContact.Listener {
        @Override
        public void message(dev.coinless.model.radio.Message message) {}

        @Override
        public void ended(String reason) {}
    }
}
