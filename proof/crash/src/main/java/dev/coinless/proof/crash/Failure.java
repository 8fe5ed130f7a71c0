package dev.coinless.proof.crash;

/// The proof could not be made: a program did not start, the radio gave no answer.
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
