package dev.coinless.edge.pulse;

import dev.coinless.model.grant.LineMask;
import dev.coinless.model.money.Money;
import java.time.Duration;

/// One line of a machine that takes coin pulses, as its operator set it.
///
/// @param number 1..32
/// @param value what the machine gives for one pulse
/// @param width how long one pulse lasts
/// @param gap how long the line rests after a pulse, at least
/// @param inhibitTimeout how long an inhibited train waits before it is given up
public record PulseLine(
        int number, Money value, Duration width, Duration gap, Duration inhibitTimeout) {

    /// Within what coin inputs take: makers say 10 to 120 ms.
    public static final Duration WIDTH = Duration.ofMillis(50);

    /// Long enough for the debouncing of coin inputs.
    public static final Duration GAP = Duration.ofMillis(100);

    /// A customer who has seen nothing happen for so long wants the money back.
    public static final Duration INHIBIT_TIMEOUT = Duration.ofSeconds(90);

    public PulseLine {
        if (number < 1 || number > LineMask.MAX_LINE || value.isZero()) {
            throw new IllegalArgumentException("line %d at %s a pulse".formatted(number, value));
        }
    }
}
