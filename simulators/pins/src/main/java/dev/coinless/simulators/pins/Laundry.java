package dev.coinless.simulators.pins;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.time.TimeSource;
import dev.coinless.model.time.Uptime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The machine: it counts pulses and coins, says what it saw, and may forbid more. One monitor; no
/// method waits.
final class Laundry {
    /// Pulses kept for questions; counts go on beyond.
    static final int PULSES_KEPT = 10_000;

    /// The most that a coin is worth, in minor units.
    static final long LARGEST_COIN = 500;

    private static final JsonMapper JSON = new JsonMapper();
    private static final double NANOS_PER_MILLI = 1e6;

    /// Where events for the lab go.
    interface Reports {
        void report(ObjectNode event);
    }

    /// Where the pulses of coin acceptors go.
    interface Audit {
        void coin(int line);
    }

    /// Where levels of the inhibit lines go.
    interface Inhibits {
        void tell(int line, boolean on);
    }

    private final Settings settings;
    private final TimeSource time;
    private final Reports reports;
    private final Map<Integer, Wire> wires = new TreeMap<>();
    private final Map<Integer, Uptime> roseHere = new TreeMap<>();
    private final List<Pulse> kept = new ArrayList<>();
    private Inhibits inhibits = (_, _) -> {};
    private Audit audit = _ -> {};
    private long pulses;
    private long coins;
    private long garbage;

    Laundry(Settings settings, TimeSource time, Reports reports) {
        this.settings = settings;
        this.time = time;
        this.reports = reports;
        settings.values().keySet().forEach(line -> wires.put(line, new Wire()));
    }

    /// A module is at the wires from now on; it is told what is forbidden.
    synchronized void connected(Inhibits module, Audit counter) {
        inhibits = module;
        audit = counter;
        wires.forEach((line, wire) -> {
            wire.forgetGap();
            if (wire.isInhibited()) {
                module.tell(line, true);
            }
        });
        emit(event("wires").put("connected", true));
    }

    /// Nobody drives the wires any more: they come to rest.
    synchronized void disconnected() {
        inhibits = (_, _) -> {};
        audit = _ -> {};
        wires.forEach((line, wire) -> {
            if (wire.isActive()) {
                // The module's clock is gone with it; ours measured from when the edge arrived.
                Uptime rose = roseHere.getOrDefault(line, time.uptime());
                double width = time.uptime().since(rose).toNanos() / NANOS_PER_MILLI;
                wire.falls(0);
                wire.forgetGap();
                write(line, wire, new Wire.Measured(width, null));
            }
        });
        emit(event("wires").put("connected", false));
    }

    /// A line from the module: `edge LINE 0|1 NANOS`.
    synchronized void received(String text) {
        if (!text.matches("edge [0-9]{1,2} [01] [0-9]{1,18}")) {
            garbage++;
            return;
        }
        String[] words = text.split(" ", -1);
        int line = Integer.parseInt(words[1]);
        long nanos = Long.parseLong(words[3]);
        Wire wire = wires.get(line);
        if (wire == null) {
            garbage++;
        } else if (words[2].equals("1")) {
            roseHere.put(line, time.uptime());
            wire.rises(nanos);
        } else if (wire.isActive()) {
            write(line, wire, wire.falls(nanos));
        }
    }

    private void write(int line, Wire wire, Wire.Measured measured) {
        Double gap = measured.gapMillis();
        boolean counted =
                measured.widthMillis() >= settings.minWidthMillis()
                        && measured.widthMillis() <= settings.maxWidthMillis()
                        && (gap == null || gap >= settings.minGapMillis());
        if (counted) {
            wire.add(settings.valueOf(line));
        }
        var pulse =
                new Pulse(
                        pulses,
                        time.instant().toString(),
                        line,
                        measured.widthMillis(),
                        gap,
                        counted);
        pulses++;
        if (kept.size() == PULSES_KEPT) {
            kept.subList(0, PULSES_KEPT / 2).clear();
        }
        kept.add(pulse);
        ObjectNode seen = event("pulse");
        seen.setAll((ObjectNode) JSON.valueToTree(pulse));
        emit(seen.put("credit", wire.credit()));
    }

    synchronized void inhibit(int line, boolean on) {
        wire(line).inhibit(on);
        inhibits.tell(line, on);
    }

    /// A coin falls into the slot of a line; its acceptor gives a pulse for each of the line's
    /// values, on a wire of its own.
    synchronized void coin(int line, long amount) {
        wire(line).add(amount);
        coins++;
        for (long pulse = 0; pulse < amount / settings.valueOf(line); pulse++) {
            audit.coin(line);
        }
    }

    /// The customer presses start: the credit is washed away.
    synchronized void start(int line) {
        wire(line).start();
    }

    private Wire wire(int line) {
        settings.valueOf(line);
        return wires.computeIfAbsent(line, _ -> new Wire());
    }

    /// Adds what `signals` shows.
    synchronized ObjectNode describeSignals(ObjectNode answer) {
        answer.set("signals", JSON.valueToTree(kept));
        return describe(answer);
    }

    /// Adds what `state` shows.
    synchronized ObjectNode describe(ObjectNode answer) {
        answer.put("pulses", pulses).put("coins", coins).put("garbage", garbage);
        ObjectNode lines = answer.putObject("lines");
        wires.forEach((line, wire) ->
                lines.putObject(line.toString())
                        .put("credit", wire.credit())
                        .put("active", wire.isActive())
                        .put("inhibit", wire.isInhibited()));
        return answer;
    }

    private static ObjectNode event(String name) {
        return JSON.createObjectNode().put("event", name);
    }

    private void emit(ObjectNode event) {
        reports.report(event);
    }
}
