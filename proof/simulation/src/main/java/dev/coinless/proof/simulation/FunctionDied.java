package dev.coinless.proof.simulation;

/// A function of the cloud dies, in the middle of whatever it does.
final class FunctionDied extends Error {

    private static final long serialVersionUID = 1L;

    FunctionDied() {
        super("the function died", null, false, false);
    }
}
