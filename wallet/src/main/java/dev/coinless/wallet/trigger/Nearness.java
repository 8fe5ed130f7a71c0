package dev.coinless.wallet.trigger;

import dev.coinless.model.time.Uptime;
import java.time.Duration;

/// How long the phone has been close to one machine, from the strength of its advertisements.
///
/// One weaker advertisement, or none for a while, begins the time anew: a phone that is carried
/// past or lies at the edge of the range is never close.
public sealed interface Nearness {
    /// Weaker than this is not close, dBm. About half a metre from a module that is heard with -59
    /// dBm at one metre; not taken from the advertisement, whose sender could then say how near we
    /// are.
    int THRESHOLD_DBM = -55;

    /// How long the phone must stay close; long enough that walking past is not meant.
    Duration DWELL = Duration.ofSeconds(2);

    /// Longest silence that still counts as hearing it all the time; modules advertise at least ten
    /// times a second, and phones listen in turns.
    Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    /// Not close, or not heard.
    record Away() implements Nearness {}

    /// Close, but not for long enough.
    record Near(Uptime since, Uptime last) implements Nearness {}

    /// Close for long enough.
    record Reached() implements Nearness {}

    /// After one more advertisement.
    static Nearness step(Nearness state, int rssi, Uptime at) {
        return switch (state) {
            case Away() -> rssi < THRESHOLD_DBM ? new Away() : new Near(at, at);
            case Near near -> whenNear(near, rssi, at);
            case Reached reached -> reached;
        };
    }

    private static Nearness whenNear(Near near, int rssi, Uptime at) {
        if (rssi < THRESHOLD_DBM) {
            return new Away();
        }
        if (at.since(near.last()).compareTo(LONGEST_SILENCE) > 0) {
            return new Near(at, at);
        }
        return at.since(near.since()).compareTo(DWELL) < 0
                ? new Near(near.since(), at)
                : new Reached();
    }
}
