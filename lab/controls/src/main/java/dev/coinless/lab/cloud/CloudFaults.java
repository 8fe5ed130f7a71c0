package dev.coinless.lab.cloud;

import dev.coinless.lab.process.ChildProcess;
import java.time.Duration;

/// What goes wrong in the cloud because the lab wants it to.
public final class CloudFaults {

    private final ChildProcess front;
    private final Broker broker;

    /// What can befall a call to the table.
    public enum TableTrouble {
        THROTTLED,
        CONFLICT,
        /// The write happens, the caller gets an error.
        ERROR_AFTER_COMMIT,
        /// The write happens, the caller gets nothing.
        SILENCE_AFTER_COMMIT,
        STALE_INDEX;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    CloudFaults(ChildProcess front, Broker broker) {
        this.front = front;
        this.broker = broker;
    }

    /// Connections to the front are refused, the operator's too.
    public void down() {
        say("cloud down");
    }

    /// The phones' API answers 503.
    public void unavailable() {
        say("cloud unavailable");
    }

    public void up() {
        say("cloud up");
    }

    /// Each request of a phone waits so long before its function sees it.
    public void slow(Duration delay) {
        say("cloud slow " + delay.toMillis());
    }

    /// The next answers of paths that start so are lost after the function has done its work.
    public void loseAnswers(int times, String path) {
        say("cloud lose %d %s".formatted(times, path));
    }

    /// The next calls of an operation, such as `TransactWriteItems`, meet a trouble.
    public void table(TableTrouble trouble, int times, String operation) {
        say("table %s %d %s".formatted(trouble.word(), times, operation));
    }

    /// All calls meet a trouble until [#clear].
    public void table(TableTrouble trouble) {
        say("table %s always".formatted(trouble.word()));
    }

    /// A function gets nothing more from the table's stream, until [#clear].
    public void holdStream(String function) {
        say("stream hold " + function);
    }

    /// What a function has not got from the table's stream yet.
    public long heldBack(String function) {
        return stream(function, "waiting");
    }

    /// What a function will never get because it was away for a day.
    public long trimmed(String function) {
        return stream(function, "trimmed");
    }

    private long stream(String function, String count) {
        return front.must("status").path("streams").path(function).path(count).asLong();
    }

    /// SIGKILL to the broker.
    public void brokerDown() {
        broker.kill();
    }

    /// Starts the broker again, with nothing of what it knew.
    public void brokerUp() {
        broker.start();
    }

    /// A fault in the front's own words, see its `fault` command.
    public void say(String fault) {
        front.must("fault " + fault);
    }

    /// Ends all faults of the front; the broker stays as it is.
    public void clear() {
        say("clear");
    }
}
