package dev.coinless.lab.world;

import java.util.Map;
import java.util.TreeMap;

/// What a machine sells and whose it is.
///
/// @param items prices in minor units by item number
/// @param settings further settings of the module, over the lab's defaults
/// @param lines of a machine that takes coin pulses; empty for a vending machine
/// @param selectionFirst whether the controller asks for a selection without a session
public record MachineSetup(
        String operator,
        String currency,
        Map<Integer, Long> items,
        Map<Integer, Line> lines,
        Map<String, String> settings,
        boolean selectionFirst) {

    /// A line of a pulse machine, in minor units.
    public record Line(String name, long value, long min, long max) {}

    /// Operator A's snack machine: item 12 costs 1.75.
    public static final MachineSetup SNACKS =
            new MachineSetup(
                    "A",
                    "EUR",
                    Map.of(11, 100L, 12, 175L, 13, 225L, 14, 600L),
                    Map.of(),
                    Map.of(),
                    false);

    /// The same machine, where the customer selects first and pays then.
    public static final MachineSetup SELECTION_FIRST =
            new MachineSetup(
                    SNACKS.operator,
                    SNACKS.currency,
                    SNACKS.items,
                    Map.of(),
                    Map.of("mdb.always.idle", "1"),
                    true);

    /// The snack machine with a network.
    public static final MachineSetup CONNECTED = SNACKS.connected();

    /// Operator B's laundry: a washer at 0.50 and a dryer at 0.20 a pulse.
    public static final MachineSetup LAUNDRY =
            new MachineSetup(
                    "B",
                    "EUR",
                    Map.of(),
                    Map.of(1, new Line("Washer", 50, 50, 500), 2, new Line("Dryer", 20, 20, 200)),
                    Map.of("pulse.value", "1:50,2:20"),
                    false);

    /// The fixture's machine of a name: L3 is a laundry, others sell snacks.
    public static MachineSetup of(String name) {
        return name.startsWith("L") ? LAUNDRY : SNACKS;
    }

    public MachineSetup {
        items = new TreeMap<>(items);
        lines = new TreeMap<>(lines);
        settings = Map.copyOf(settings);
    }

    /// The same machine, whose module has a network of its own.
    public MachineSetup connected() {
        return with(Module.MQTT, "on");
    }

    /// The same machine of another operator.
    public MachineSetup ofOperator(String name) {
        return new MachineSetup(name, currency, items, lines, settings, selectionFirst);
    }

    public boolean hasPulses() {
        return !lines.isEmpty();
    }

    public MachineSetup with(String setting, String value) {
        var more = new TreeMap<>(settings);
        more.put(setting, value);
        return new MachineSetup(operator, currency, items, lines, more, selectionFirst);
    }
}
