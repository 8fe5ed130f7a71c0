package dev.coinless.lab.acceptance;

import java.util.Locale;

/// The eight stages of a purchase.
enum Stage {
    ADVERTISE,
    AUTHORIZE,
    ISSUE,
    TRIGGER,
    PRESENT,
    VEND,
    RECEIPT,
    REDEEM;

    /// Whether the phone calls the cloud in it. The receipt is posted as soon as it is there.
    boolean callsTheCloud() {
        return switch (this) {
            case AUTHORIZE, ISSUE, RECEIPT, REDEEM -> true;
            case ADVERTISE, TRIGGER, PRESENT, VEND -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
