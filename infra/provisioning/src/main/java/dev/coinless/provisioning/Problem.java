package dev.coinless.provisioning;

/// Something the operator must put right; the message says what and how.
final class Problem extends Exception {

    private static final long serialVersionUID = 1L;

    Problem(String message) {
        super(message);
    }

    Problem(String message, Throwable cause) {
        super(message, cause);
    }
}
