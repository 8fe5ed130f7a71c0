package dev.coinless.model.sync;

import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.wire.Malformed;

/// A bundle that its reader does not take; the message names what is wrong and never repeats
/// content.
public final class BundleRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Refusal reason;

    BundleRefused(Refusal reason, String message) {
        super(message);
        this.reason = reason;
    }

    BundleRefused(Malformed malformed) {
        super(malformed.getMessage(), malformed);
        this.reason = Refusal.MALFORMED;
    }

    public Refusal reason() {
        return reason;
    }
}
