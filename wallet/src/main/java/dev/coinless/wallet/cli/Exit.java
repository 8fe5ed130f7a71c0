package dev.coinless.wallet.cli;

/// What the program's exit status says.
public enum Exit {
    DONE(0),
    /// The cloud or the module said no.
    REFUSED(1),
    /// The command line is not understood.
    USAGE(2),
    /// No network or no radio contact; trying again may help.
    NOT_REACHED(3),
    /// The wallet cannot be read or kept.
    WALLET(4);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
