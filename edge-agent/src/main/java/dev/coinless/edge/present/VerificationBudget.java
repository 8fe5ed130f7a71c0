package dev.coinless.edge.present;

import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How many signature checks input from the radio may cause within any second of uptime.
///
/// @param spent when the last ones were
public record VerificationBudget(int perSecond, List<Uptime> spent) {

    /// One connection: a phone needs two in a second, certificate and presentation.
    public static final int PER_CONNECTION = 4;

    /// All connections: a Pi Zero 2 W checks about a hundred in a second, the rest is for vending.
    public static final int IN_ALL = 20;

    private static final Duration WINDOW = Duration.ofSeconds(1);

    public VerificationBudget {
        spent = List.copyOf(spent);
    }

    public static VerificationBudget of(int perSecond) {
        return new VerificationBudget(perSecond, List.of());
    }

    /// What one of so many connections may cause in a second: each has its part of everybody's,
    /// whoever comes first. One phone with five connections leaves the sixth its three.
    public static int share(int connections) {
        return Math.clamp(IN_ALL / Math.max(1, connections), 1, PER_CONNECTION);
    }

    /// The budget after one check more; empty if there is nothing left.
    public Optional<VerificationBudget> take(Uptime now) {
        return take(now, perSecond);
    }

    /// As [#take(Uptime)], with a smaller limit while others need theirs.
    public Optional<VerificationBudget> take(Uptime now, int limit) {
        var recent = spent.stream().filter(at -> now.since(at).compareTo(WINDOW) < 0).toList();
        if (recent.size() >= Math.min(limit, perSecond)) {
            return Optional.empty();
        }
        return Optional.of(
                new VerificationBudget(
                        perSecond, Stream.concat(recent.stream(), Stream.of(now)).toList()));
    }
}
