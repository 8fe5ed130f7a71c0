package dev.coinless.wallet.phone;

import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.time.TimeSource;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.keys.Secrets;
import dev.coinless.wallet.phone.SelectionWatch.Watch;
import dev.coinless.wallet.trigger.Trigger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Purchases that begin at the machine: finds what is selected there and asks for its grant.
public final class Selections {
    /// Who asks to pay a selection has made it, or is about to.
    private static final Duration SELECTION_WAIT = Duration.ofSeconds(10);

    /// How long the app stays armed: as long as a customer needs to choose, and no longer.
    private static final Duration ARMED = Duration.ofSeconds(60);

    private final AtomicReference<Optional<SelectionWatch>> armed =
            new AtomicReference<>(Optional.empty());
    private final RadioDesk radio;
    private final TimeSource time;
    private final PhoneLoop loop;
    private final Secrets secrets;
    private final Consumer<News> news;
    private final BooleanSupplier isFull;

    /// @param isFull asked on the loop's thread; says so itself
    Selections(
            RadioDesk radio,
            TimeSource time,
            PhoneLoop loop,
            Secrets secrets,
            Consumer<News> news,
            BooleanSupplier isFull) {
        this.radio = radio;
        this.time = time;
        this.loop = loop;
        this.secrets = secrets;
        this.news = news;
        this.isFull = isFull;
    }

    /// Asks for a grant for what is selected at the machine; waits a moment for the selection.
    public void request(String wanted) {
        new SelectionWatch(
                        radio,
                        time,
                        new Watch(
                                wanted,
                                SELECTION_WAIT,
                                "nothing is selected at the machine, select first"),
                        selection -> loop.run(() -> authorize(selection)),
                        problem -> loop.run(() -> news.accept(new News.NoGrant(problem))))
                .start();
    }

    /// Pays the next selection at the machine, if it comes while the app is armed. Arming again
    /// begins anew.
    public void arm(String wanted) {
        var watch =
                new SelectionWatch(
                        radio,
                        time,
                        new Watch(
                                wanted,
                                ARMED,
                                "nothing was selected within %d s, arm again"
                                        .formatted(ARMED.toSeconds())),
                        selection -> loop.run(() -> pay(wanted, selection)),
                        problem -> loop.run(() -> disarmed(wanted, problem)));
        armed.getAndSet(Optional.of(watch)).ifPresent(SelectionWatch::giveUp);
        watch.start();
        loop.run(() -> news.accept(new News.Armed(wanted)));
    }

    /// Takes the arming back, if there is one; what it had asked for already goes on.
    public void disarm() {
        armed.getAndSet(Optional.empty()).ifPresent(SelectionWatch::giveUp);
    }

    private void authorize(Issue.Selection selection) {
        if (isFull.getAsBoolean()) {
            return;
        }
        loop.take(new Event.AuthorizeAsked(issueFor(selection)));
    }

    private void pay(String wanted, Issue.Selection selection) {
        if (loop.wallet().isOutboxFull()) {
            disarmed(wanted, Problem.of(Refusal.OVER_LIMIT, "too much to post, go online"));
            return;
        }
        if (isUnderWay(loop.state())) {
            disarmed(wanted, Problem.of(Refusal.BUSY, "another purchase is under way"));
            return;
        }
        loop.take(new Event.AuthorizeAsked(issueFor(selection)));
        loop.take(new Event.TriggerDetected(new Trigger.Selection()));
    }

    private void disarmed(String wanted, Problem problem) {
        news.accept(new News.Disarmed(wanted, problem));
    }

    /// Whether a new request would be refused, or the trigger be taken for another purchase.
    private static boolean isUnderWay(State state) {
        return switch (state) {
            case State.Idle _,
                    State.Granted _,
                    State.Refused _,
                    State.Retrying _,
                    State.Unconfirmed _,
                    State.ReceiptReceived _,
                    State.Posted _ ->
                    false;
            case State.Scanning _,
                    State.Authorizing _,
                    State.Triggered _,
                    State.Presenting _,
                    State.InSession _,
                    State.Doubtful _ ->
                    true;
        };
    }

    /// The same selection is the same request, also after a crash.
    private Issue issueFor(Issue.Selection selection) {
        return loop.wallet().issues().stream()
                .filter(issue -> issue.selection().equals(Optional.of(selection)))
                .findFirst()
                .orElseGet(() -> Issue.of(secrets.requestId(), selection, secrets.holderKey()));
    }
}
