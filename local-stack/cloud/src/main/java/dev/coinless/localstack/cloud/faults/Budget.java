package dev.coinless.localstack.cloud.faults;

/// How often a fault still happens. Safe for use by any thread.
public final class Budget {

    /// Until it is cleared.
    public static final int FOREVER = Integer.MAX_VALUE;

    private int left;

    public synchronized void set(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("a fault happens 0 times or more, not " + times);
        }
        left = times;
    }

    /// Uses it once; false when it is used up.
    public synchronized boolean take() {
        if (left == 0) {
            return false;
        }
        if (left != FOREVER) {
            left--;
        }
        return true;
    }

    public synchronized int left() {
        return left;
    }
}
