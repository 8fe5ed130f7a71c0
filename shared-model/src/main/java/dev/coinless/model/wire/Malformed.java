package dev.coinless.model.wire;

/// Bytes from outside that are not what they claim to be; the message names the part at fault and
/// never repeats its content.
public final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    public Malformed(String message) {
        super(message);
    }

    public Malformed(String message, Throwable cause) {
        super(message, cause);
    }
}
