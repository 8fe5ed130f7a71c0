package dev.coinless.edge.mdb;

import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last lines of the bus adapter with their times, for the log when the VMC resets the reader
/// again and again: the most frequent complaint about such readers.
final class LineHistory {

    /// Lines kept.
    static final int KEPT = 50;

    /// So many resets within [#WINDOW] are a loop; a VMC's own power-up makes one or two.
    static final int LOOP = 3;

    static final Duration WINDOW = Duration.ofSeconds(60);

    private final Deque<String> lines = new ArrayDeque<>();
    private final Deque<Uptime> resets = new ArrayDeque<>();
    private Uptime nextReport = Uptime.ZERO;

    void sent(String line, Uptime now) {
        keep("> " + line, now);
    }

    void heard(String line, Uptime now) {
        keep("< " + line, now);
    }

    /// Takes note of a reset.
    ///
    /// @return the lines, if it makes a loop; empty otherwise. A reported loop starts anew, and is
    ///   reported once in [#WINDOW].
    List<String> reset(Uptime now) {
        resets.addLast(now);
        while (now.since(resets.getFirst()).compareTo(WINDOW) > 0) {
            resets.removeFirst();
        }
        while (resets.size() > LOOP) {
            resets.removeFirst();
        }
        if (resets.size() < LOOP || now.isBefore(nextReport)) {
            return List.of();
        }
        resets.clear();
        nextReport = now.plus(WINDOW);
        return List.copyOf(lines);
    }

    private void keep(String line, Uptime now) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast("%.3f %s".formatted(now.nanos() / 1e9, line));
    }
}
