package dev.coinless.proof.simulation;

/// A module's power and the space on its disk.
final class Power implements DiskJournal.Weather {

    private static final int NEVER = -1;

    private int momentsLeft = NEVER;
    private boolean full;

    /// From now on the power goes at one of the next moments.
    void cutAfter(int moments) {
        momentsLeft = moments;
    }

    void stays() {
        momentsLeft = NEVER;
    }

    void full(boolean isFull) {
        full = isFull;
    }

    @Override
    public void moment() {
        if (momentsLeft == 0) {
            momentsLeft = NEVER;
            throw new PowerIsGone();
        }
        if (momentsLeft > 0) {
            momentsLeft--;
        }
    }

    @Override
    public boolean isFull() {
        return full;
    }
}
