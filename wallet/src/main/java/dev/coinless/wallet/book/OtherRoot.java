package dev.coinless.wallet.book;

/// What is shown is certified by no root that the phone holds the platform to: those of the app, or
/// those that it saw first. Whoever shows it is another platform, or between the phone and its own.
public final class OtherRoot extends Exception {
    private static final long serialVersionUID = 1L;

    OtherRoot() {
        super(
                "the platform's root has changed: no root that this phone knows has certified the key"
                        + " of the ledger's header");
    }
}
