package dev.coinless.provisioning;

/// Something the operator must put right; the message says what and how.
public final class Problem extends Exception {

    private static final long serialVersionUID = 1L;

    public Problem(String message) {
        super(message);
    }

    public Problem(String message, Throwable cause) {
        super(message, cause);
    }
}
