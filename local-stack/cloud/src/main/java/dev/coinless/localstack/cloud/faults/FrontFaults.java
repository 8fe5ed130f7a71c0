package dev.coinless.localstack.cloud.faults;

import java.time.Duration;

/// How the phones' HTTP API goes wrong. The Invoke API beside it goes on, but for [Door#CLOSED].
/// Safe for use by any thread.
public final class FrontFaults {

    /// Longer than any client waits.
    private static final Duration SLOWEST = Duration.ofMinutes(5);

    private final Budget lost = new Budget();
    private volatile Door door = Door.OPEN;
    private volatile Duration delay = Duration.ZERO;
    private volatile String lostPath = "/";

    /// How a request is met.
    public enum Door {
        OPEN,
        /// HTTP 503, as API Gateway answers when the functions cannot be reached.
        UNAVAILABLE,
        /// Connections are refused, the Invoke API's too.
        CLOSED
    }

    public Door door() {
        return door;
    }

    public void door(Door next) {
        door = next;
    }

    /// How long a request waits before its function sees it.
    public Duration delay() {
        return delay;
    }

    public void delay(Duration each) {
        if (each.isNegative() || each.compareTo(SLOWEST) > 0) {
            throw new IllegalArgumentException("slow takes 0 to 300000 ms, not " + each);
        }
        delay = each;
    }

    /// The next answers of paths that start so are lost, after the function has done its work.
    public void loseAnswers(int times, String path) {
        lostPath = path;
        lost.set(times);
    }

    /// Whether the answer to this request is lost.
    public boolean loses(String path) {
        return path.startsWith(lostPath) && lost.take();
    }

    void clear() {
        lost.set(0);
        door = Door.OPEN;
        delay = Duration.ZERO;
    }
}
