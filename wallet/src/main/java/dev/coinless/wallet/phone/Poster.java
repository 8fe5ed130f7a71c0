package dev.coinless.wallet.phone;

import dev.coinless.wallet.receipt.Backoff;
import dev.coinless.wallet.receipt.PostObject;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.receipt.Retries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Brings what is kept to the cloud, oldest first, on a thread of its own: at once when something
/// new is there or the network comes back, else after a growing, jittered wait. Each posting has a
/// wait of its own, so that one which the cloud cannot digest does not hold up the rest.
final class Poster implements AutoCloseable {
    /// Postings in a row that the cloud may leave unanswered before a round ends: it is down then.
    private static final int MAX_UNANSWERED = 3;

    private final PostObject postObject;
    private final Outbox outbox;
    private final RandomGenerator random;
    private final Retries retries;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition kicked = lock.newCondition();
    private boolean wanted;
    private boolean wantedEarly;
    private List<CompletableFuture<Boolean>> waiting = new ArrayList<>();

    /// The wallet as the poster sees it.
    interface Outbox {
        /// Oldest first.
        List<Posting> waiting();

        /// Keeps the outcome; returns when it is kept.
        void answered(Posting posting, PostObject.Outcome outcome) throws InterruptedException;
    }

    Poster(PostObject postObject, Outbox outbox, RandomGenerator random) {
        this.postObject = postObject;
        this.outbox = outbox;
        this.random = random;
        this.retries = new Retries(random);
        this.thread = Thread.ofPlatform().daemon().name("phone-post").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /// Tries now what is due; what is new always is.
    void kick() {
        wake(false);
    }

    /// Tries now whatever is left.
    void kickAll() {
        wake(true);
    }

    private void wake(boolean early) {
        lock.lock();
        try {
            wanted = true;
            wantedEarly |= early;
            kicked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Tries now whatever is left.
    ///
    /// @return completes when there is nothing left to post (true) or the cloud did not answer
    CompletableFuture<Boolean> flush() {
        var done = new CompletableFuture<Boolean>();
        lock.lock();
        try {
            waiting.add(done);
            kickAll();
        } finally {
            lock.unlock();
        }
        return done;
    }

    private void work() {
        int unreached = 0;
        try {
            while (true) {
                var round = taken();
                boolean reached = postAll(round.early());
                boolean empty = outbox.waiting().isEmpty();
                round.asking().forEach(each -> each.complete(empty));
                unreached = reached ? 0 : unreached + 1;
                await(
                        reached
                                ? retries.rest(outbox.waiting(), System.nanoTime())
                                : Optional.of(Backoff.after(unreached, random)));
            }
        } catch (InterruptedException closed) {
            taken().asking().forEach(each -> each.complete(false));
        }
    }

    /// Posts what is due.
    ///
    /// @return whether the cloud was there
    private boolean postAll(boolean early) throws InterruptedException {
        var tried = new HashSet<Posting>();
        int unanswered = 0;
        while (true) {
            var next = retries.next(outbox.waiting(), tried, System.nanoTime(), early);
            if (next.isEmpty()) {
                return true;
            }
            var posting = next.get();
            tried.add(posting);
            var outcome = postObject.post(posting);
            outbox.answered(posting, outcome);
            if (outcome instanceof PostObject.Outcome.Unanswered(_, boolean reached)) {
                unanswered++;
                retries.failed(posting, System.nanoTime());
                if (!reached || unanswered == MAX_UNANSWERED) {
                    return false;
                }
            } else {
                unanswered = 0;
            }
        }
    }

    /// What a round is for.
    private record Round(List<CompletableFuture<Boolean>> asking, boolean early) {}

    private Round taken() {
        lock.lock();
        try {
            var taken = new Round(waiting, wantedEarly);
            waiting = new ArrayList<>();
            wanted = false;
            wantedEarly = false;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void await(Optional<Duration> longest) throws InterruptedException {
        long nanos = longest.orElse(Duration.ZERO).toNanos();
        lock.lock();
        try {
            while (!wanted && (longest.isEmpty() || nanos > 0)) {
                if (longest.isEmpty()) {
                    kicked.await();
                } else {
                    nanos = kicked.awaitNanos(nanos);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
