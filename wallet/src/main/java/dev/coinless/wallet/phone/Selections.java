package dev.coinless.wallet.phone;

import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.keys.Secrets;
import dev.coinless.wallet.trigger.Trigger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Purchases that begin at the machine: finds what is selected there and asks for its grant.
public final class Selections {
    /// Who asks to pay a selection has made it, or is about to.
    private static final Duration SELECTION_WAIT = Duration.ofSeconds(10);

    /// How long the app stays armed: as long as a customer needs to choose, and no longer.
    private static final Duration ARMED = Duration.ofSeconds(60);

    private final RadioDesk radio;
    private final PhoneLoop loop;
    private final Secrets secrets;
    private final Consumer<News> news;
    private final BooleanSupplier isFull;

    /// @param isFull asked on the loop's thread; says so itself
    Selections(
            RadioDesk radio,
            PhoneLoop loop,
            Secrets secrets,
            Consumer<News> news,
            BooleanSupplier isFull) {
        this.radio = radio;
        this.loop = loop;
        this.secrets = secrets;
        this.news = news;
        this.isFull = isFull;
    }

    /// Asks for a grant for what is selected at the machine; waits a moment for the selection.
    public void request(String wanted) {
        await(wanted, SELECTION_WAIT, Optional.empty());
    }

    /// Pays the next selection at the machine, if it comes while the app is armed.
    public void arm(String wanted) {
        await(wanted, ARMED, Optional.of(new Trigger.Selection()));
    }

    private void await(String wanted, Duration patience, Optional<Trigger> trigger) {
        new SelectionWatch(
                        radio,
                        wanted,
                        patience,
                        selection -> loop.run(() -> authorize(selection, trigger)),
                        problem -> loop.run(() -> news.accept(new News.NoGrant(problem))))
                .start();
    }

    private void authorize(Issue.Selection selection, Optional<Trigger> trigger) {
        if (isFull.getAsBoolean()) {
            return;
        }
        var issue = issueFor(selection);
        loop.take(new Event.AuthorizeAsked(issue));
        // Another purchase may be under way; the trigger is not meant for that one.
        if (loop.state() instanceof State.Authorizing(var asked, _) && asked.equals(issue)) {
            trigger.map(Event.TriggerDetected::new).ifPresent(loop::take);
        }
    }

    /// The same selection is the same request, also after a crash.
    private Issue issueFor(Issue.Selection selection) {
        return loop.wallet().issues().stream()
                .filter(issue -> issue.selection().equals(Optional.of(selection)))
                .findFirst()
                .orElseGet(() -> Issue.of(secrets.requestId(), selection, secrets.holderKey()));
    }
}
