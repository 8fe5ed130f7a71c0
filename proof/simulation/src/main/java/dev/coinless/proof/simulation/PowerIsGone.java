package dev.coinless.proof.simulation;

/// The module's power goes, in the middle of whatever it does. An Error, so that nobody catches it
/// on the way.
final class PowerIsGone extends Error {

    private static final long serialVersionUID = 1L;

    PowerIsGone() {
        super("the power is gone", null, false, false);
    }
}
