package dev.coinless.functions.retry;

/// A port could not say whether it did what was asked: a conflict with another transaction, a
/// throttle, or no answer in time. It may have been done; reading again tells.
public final class TableBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TableBusy(String message, Throwable cause) {
        super(message, cause);
    }

    public TableBusy(String message) {
        super(message);
    }
}
