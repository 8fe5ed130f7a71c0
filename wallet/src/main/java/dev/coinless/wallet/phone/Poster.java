package dev.coinless.wallet.phone;

import dev.coinless.wallet.receipt.Backoff;
import dev.coinless.wallet.receipt.PostObject;
import dev.coinless.wallet.receipt.Posting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Brings what is kept to the cloud, oldest first, on a thread of its own: at once when something
/// new is there or the network comes back, else after a growing, jittered wait.
final class Poster implements AutoCloseable {
    private final PostObject postObject;
    private final Outbox outbox;
    private final RandomGenerator random;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition kicked = lock.newCondition();
    private boolean wanted;
    private List<CompletableFuture<Boolean>> waiting = new ArrayList<>();

    /// The wallet as the poster sees it.
    interface Outbox {
        Optional<Posting> oldest();

        /// Keeps the outcome; returns when it is kept.
        void answered(Posting posting, PostObject.Outcome outcome) throws InterruptedException;
    }

    Poster(PostObject postObject, Outbox outbox, RandomGenerator random) {
        this.postObject = postObject;
        this.outbox = outbox;
        this.random = random;
        this.thread = Thread.ofPlatform().daemon().name("phone-post").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /// Tries now.
    void kick() {
        lock.lock();
        try {
            wanted = true;
            kicked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Tries now.
    ///
    /// @return completes when there is nothing left to post (true) or the cloud did not answer
    CompletableFuture<Boolean> flush() {
        var done = new CompletableFuture<Boolean>();
        lock.lock();
        try {
            waiting.add(done);
            kick();
        } finally {
            lock.unlock();
        }
        return done;
    }

    private void work() {
        int failures = 0;
        try {
            while (true) {
                var asking = taken();
                boolean empty = postAll();
                asking.forEach(each -> each.complete(empty));
                failures = empty ? 0 : failures + 1;
                await(empty ? Optional.empty() : Optional.of(Backoff.after(failures, random)));
            }
        } catch (InterruptedException closed) {
            taken().forEach(each -> each.complete(false));
        }
    }

    private boolean postAll() throws InterruptedException {
        while (true) {
            var posting = outbox.oldest();
            if (posting.isEmpty()) {
                return true;
            }
            var outcome = postObject.post(posting.get());
            outbox.answered(posting.get(), outcome);
            if (outcome instanceof PostObject.Outcome.Unanswered) {
                return false;
            }
        }
    }

    private List<CompletableFuture<Boolean>> taken() {
        lock.lock();
        try {
            var taken = waiting;
            waiting = new ArrayList<>();
            wanted = false;
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
