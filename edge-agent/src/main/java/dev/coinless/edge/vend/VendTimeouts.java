package dev.coinless.edge.vend;

import java.time.Duration;

/// How long a session waits, by the module's uptime.
///
/// @param opening for the machine to open the session
/// @param idle for a selection
/// @param vending for the outcome of an approved vend
/// @param request for the grant of a selection that was made without a session
public record VendTimeouts(Duration opening, Duration idle, Duration vending, Duration request) {

    /// A controller that polls every 200 ms opens in well under a second.
    public static final Duration OPENING = Duration.ofSeconds(10);

    /// A customer who has not chosen in a minute has walked away.
    public static final Duration IDLE = Duration.ofSeconds(60);

    /// Longer than any spiral or lift takes.
    public static final Duration VENDING = Duration.ofSeconds(30);

    /// Below the minute after which machines give up a selection themselves.
    public static final Duration REQUEST = Duration.ofSeconds(45);

    public static VendTimeouts usual() {
        return new VendTimeouts(OPENING, IDLE, VENDING, REQUEST);
    }
}
