package dev.coinless.wallet.phone;

import dev.coinless.wallet.authorize.AskForGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Does what somebody waits for at the cloud, one request after the other on a thread of its own.
/// What nobody waits for is the [Poster]'s.
final class CloudDesk implements AutoCloseable {
    private final AskForGrant askForGrant;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("phone-ask").factory());

    /// A request, made on the desk's thread.
    interface Question {
        Reply put() throws InterruptedException;
    }

    CloudDesk(Cloud cloud) {
        this.askForGrant = new AskForGrant(cloud);
    }

    /// Some requests, one after the other.
    interface Errand<T> {
        T run() throws InterruptedException;
    }

    CompletableFuture<Reply> ask(Question question) {
        return call(question::put);
    }

    <T> CompletableFuture<T> call(Errand<T> errand) {
        var answer = new CompletableFuture<T>();
        thread.execute(() -> {
            try {
                answer.complete(errand.run());
            } catch (InterruptedException closed) {
                answer.completeExceptionally(closed);
            }
        });
        return answer;
    }

    /// Asks for a grant; tells what came of it, unless the desk is closed before.
    void askForGrant(Issue issue, Consumer<Event.FromCloud> answered) {
        thread.execute(() -> {
            try {
                answered.accept(event(issue, askForGrant.ask(issue)));
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Event.FromCloud event(Issue issue, AskForGrant.Outcome outcome) {
        return switch (outcome) {
            case AskForGrant.Outcome.Got(var grant, _) -> new Event.GrantArrived(issue.id(), grant);
            case AskForGrant.Outcome.Denied(var problem) ->
                    new Event.GrantDenied(issue.id(), problem);
            case AskForGrant.Outcome.Unanswered(var problem, boolean reached) ->
                    new Event.GrantUnanswered(issue.id(), problem, reached);
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
