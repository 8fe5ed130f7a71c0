package dev.coinless.simulators.air.link;

import java.io.IOException;

/// Why something on the radio did not happen.
public final class AirLinkException extends IOException {
    private static final long serialVersionUID = 1L;

    /// The reason, for those who decide by it.
    public enum Reason {
        /// The socket to the air ended; the link is of no more use, open a new one.
        LINK_LOST,
        /// Nobody advertises under this address within range.
        OUT_OF_RANGE,
        /// The peripheral has as many connections as it accepts.
        TOO_MANY_CONNECTIONS,
        /// The connection is over (left range, closed by either side, peripheral gone).
        DISCONNECTED,
        /// The characteristic does not allow this.
        NOT_SUPPORTED,
        /// The value is longer than the MTU or the attribute allows.
        TOO_LONG,
        /// The other side said no.
        REFUSED,
        /// The other side did not answer in the time that ATT allows.
        TIMED_OUT
    }

    private final Reason reason;

    public AirLinkException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// A fresh exception for another thread, with this one as its cause.
    AirLinkException again() {
        var copy = new AirLinkException(reason, String.valueOf(getMessage()));
        copy.initCause(this);
        return copy;
    }
}
