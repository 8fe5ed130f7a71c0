package dev.coinless.wallet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.phone.News;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Turns the phone's news into the answers that commands wait for, and the rest into events. Called
/// on the phone's thread; waited on by any.
final class NewsDesk implements Consumer<News> {
    private final Consumer<ObjectNode> events;
    private final Wanted grant = new Wanted();
    private final Wanted verdict = new Wanted();

    NewsDesk(Consumer<ObjectNode> events) {
        this.events = events;
    }

    /// The answer to the next request for a grant; empty if one is out already.
    Optional<CompletableFuture<ObjectNode>> nextGrant() {
        return grant.next();
    }

    /// The answer to the next trigger or cancellation; empty if one is out already.
    Optional<CompletableFuture<ObjectNode>> nextVerdict() {
        return verdict.next();
    }

    /// What a command answers that came before its predecessor's answer.
    static ObjectNode tooEarly() {
        return Answers.error(
                Problem.of(Refusal.BUSY, "the same command before this has no answer yet"));
    }

    /// Fails whoever waits: the phone has stopped.
    void broken(String message) {
        var _ = grant.complete(Answers.error(Refusal.BUSY.name(), message));
        var _ = verdict.complete(Answers.error(Refusal.BUSY.name(), message));
    }

    @Override
    public void accept(News news) {
        switch (news) {
            case News.GrantReady(var held) ->
                    answer(grant, Answers.put(Answers.ok(), held), "granted");
            case News.NoGrant(var problem) -> answer(grant, Answers.error(problem), "no-grant");
            case News.Accepted(var held) ->
                    answer(
                            verdict,
                            Answers.put(Answers.ok(), held).put("verdict", "ACCEPTED"),
                            "accepted");
            case News.NotAccepted(var problem) ->
                    answer(verdict, Answers.error(problem), "not-accepted");
            case News.Armed(var wanted) ->
                    events.accept(Answers.event("armed").put("module", wanted));
            case News.Disarmed(var wanted, var problem) -> {
                var event = Answers.event("disarmed").put("module", wanted);
                events.accept(event.setAll(Answers.error(problem)));
            }
            case News.Session(var held, var progress) ->
                    events.accept(
                            Answers.event("session")
                                    .put("state", progress.name())
                                    .put("grant", held.id().toString()));
            case News.ReceiptKept(var receipt) ->
                    events.accept(Answers.put(Answers.event("receipt"), receipt));
            case News.BundlePosted(var module, int bytes, var answer) -> {
                var event = Answers.event("bundle-posted").put("module", module.toString());
                event.put("bytes", bytes);
                answer.ifPresent(down -> event.put("answer", down));
                events.accept(event);
            }
            case News.Visited(var module, var report) ->
                    events.accept(
                            Answers.put(Answers.event("visited"), report)
                                    .put("module", module.toString()));
            case News.NotCarried(var problem) ->
                    events.accept(Answers.event("not-carried").put("message", problem));
            case News.Settled(var settlement) ->
                    events.accept(Answers.put(Answers.event("settled"), settlement));
            case News.BookForked(var kept, var other) -> {
                var event = Answers.put(Answers.event("book-forked"), kept);
                events.accept(event.set("other", Answers.put(Answers.object(), other)));
            }
            case News.Asking(var issue) ->
                    events.accept(
                            Answers.event("authorizing")
                                    .put("module", issue.module().toString())
                                    .put("counter", issue.code().counter().value()));
            case News.TriggerTaken(var trigger) ->
                    events.accept(
                            Answers.event("triggered")
                                    .put("trigger", trigger.getClass().getSimpleName()));
            case News.PresentationSent(var held, var intent) ->
                    events.accept(
                            Answers.event("presented")
                                    .put("grant", held.id().toString())
                                    .put("intent", intent.name()));
        }
    }

    /// Answers whoever waits; an event if nobody does, as after a trigger that no command was.
    private void answer(Wanted wanted, ObjectNode answer, String event) {
        if (!wanted.complete(answer)) {
            events.accept(Answers.event(event).setAll(answer));
        }
    }

    /// At most one answer is waited for.
    private static final class Wanted {
        private final AtomicReference<CompletableFuture<ObjectNode>> waiting =
                new AtomicReference<>(CompletableFuture.completedFuture(Answers.ok()));

        Optional<CompletableFuture<ObjectNode>> next() {
            var next = new CompletableFuture<ObjectNode>();
            var earlier = waiting.getAndUpdate(current -> current.isDone() ? next : current);
            return earlier.isDone() ? Optional.of(next) : Optional.empty();
        }

        /// Whether somebody had waited for it.
        boolean complete(ObjectNode answer) {
            return waiting.get().complete(answer);
        }
    }
}
