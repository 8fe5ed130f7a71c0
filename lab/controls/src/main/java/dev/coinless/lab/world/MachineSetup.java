package dev.coinless.lab.world;

import java.util.Map;
import java.util.TreeMap;

/// What a machine sells and whose it is.
///
/// @param items prices in minor units by item number
/// @param settings further settings of the module, over the lab's defaults
/// @param selectionFirst whether the controller asks for a selection without a session
public record MachineSetup(
        String operator,
        String currency,
        Map<Integer, Long> items,
        Map<String, String> settings,
        boolean selectionFirst) {

    /// Operator A's snack machine: item 12 costs 1.75.
    public static final MachineSetup SNACKS =
            new MachineSetup(
                    "A", "EUR", Map.of(11, 100L, 12, 175L, 13, 225L, 14, 600L), Map.of(), false);

    /// The same machine, where the customer selects first and pays then.
    public static final MachineSetup SELECTION_FIRST =
            new MachineSetup(
                    SNACKS.operator,
                    SNACKS.currency,
                    SNACKS.items,
                    Map.of("mdb.always.idle", "1"),
                    true);

    /// The same machine, whose module has a network of its own.
    public static final MachineSetup CONNECTED = SNACKS.with(Module.MQTT, "on");

    public MachineSetup {
        items = new TreeMap<>(items);
        settings = Map.copyOf(settings);
    }

    /// The same machine of another operator.
    public MachineSetup ofOperator(String name) {
        return new MachineSetup(name, currency, items, settings, selectionFirst);
    }

    public MachineSetup with(String setting, String value) {
        var more = new TreeMap<>(settings);
        more.put(setting, value);
        return new MachineSetup(operator, currency, items, more, selectionFirst);
    }
}
