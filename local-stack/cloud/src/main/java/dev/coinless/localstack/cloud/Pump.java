package dev.coinless.localstack.cloud;

import java.lang.System.Logger;
import java.time.Duration;

/// A thread that looks for work again and again: at once after work, after a pause without.
public final class Pump {

    private static final Logger LOG = System.getLogger(Pump.class.getName());

    /// The pause without work. Short enough that a sweep looks immediate and that a jump of the
    /// lab's clock is seen within 100 ms.
    private static final Duration IDLE = Duration.ofMillis(40);

    /// The pause after trouble.
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final String name;
    private final Work work;
    private final Thread thread;
    private volatile boolean stopped;

    /// One look for work.
    @FunctionalInterface
    public interface Work {
        /// Tells whether there was any.
        boolean step();
    }

    private Pump(String name, Work work) {
        this.name = name;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public static Pump start(String name, Work work) {
        var pump = new Pump(name, work);
        pump.thread.start();
        return pump;
    }

    public void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        while (!stopped) {
            try {
                if (!work.step()) {
                    Thread.sleep(IDLE);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                // The top of a thread: one failed look must not end all looking.
                if (!stopped) {
                    LOG.log(Logger.Level.ERROR, name + " failed, goes on", e);
                    pauseAfterFailure();
                }
            }
        }
    }

    private void pauseAfterFailure() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException _) {
            stopped = true;
        }
    }
}
