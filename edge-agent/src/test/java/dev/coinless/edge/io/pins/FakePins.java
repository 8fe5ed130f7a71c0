package dev.coinless.edge.io.pins;

import dev.coinless.edge.io.pins.PinsContractTest.Seen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Wires in memory.
final class FakePins implements PinSource {

    private final Map<Integer, Long> rising = new HashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private final Set<Integer> inhibited = new HashSet<>();
    private Optional<PinEvents> events = Optional.empty();
    private boolean lost;

    @Override
    public synchronized Pins open(PinEvents told) throws IOException {
        if (lost) {
            throw new IOException("the wires are off");
        }
        events = Optional.of(told);
        inhibited.forEach(line -> told.inhibit(line, true));
        return new Pins() {
            @Override
            public void drive(int line, boolean active) throws IOException {
                FakePins.this.drive(line, active);
            }

            @Override
            public void close() {
                rest();
            }
        };
    }

    synchronized void inhibit(int line, boolean on) {
        boolean changed = on ? inhibited.add(line) : inhibited.remove(line);
        if (changed) {
            events.ifPresent(told -> told.inhibit(line, on));
        }
    }

    synchronized void coin(int line) {
        events.ifPresent(told -> told.coin(line));
    }

    synchronized void lose() {
        lost = true;
    }

    synchronized boolean isActive(int line) {
        return rising.containsKey(line);
    }

    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    private synchronized void drive(int line, boolean active) throws IOException {
        if (lost) {
            throw new IOException("the wires are off");
        }
        if (active) {
            rising.put(line, System.nanoTime());
        } else {
            var since = rising.remove(line);
            if (since != null) {
                seen.add(new Seen(line, (System.nanoTime() - since) / 1e6));
            }
        }
    }

    private synchronized void rest() {
        rising.clear();
    }
}
