package dev.coinless.wallet.present;

import java.io.IOException;

/// Something on the radio did not happen; the text says what, for people.
public final class RadioFailure extends IOException {
    private static final long serialVersionUID = 1L;

    public RadioFailure(String message) {
        super(message);
    }

    public RadioFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /// The text for people.
    public String text() {
        return String.valueOf(getMessage());
    }
}
