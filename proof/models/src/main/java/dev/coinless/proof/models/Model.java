package dev.coinless.proof.models;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// One specification with the sizes at which it is checked.
///
/// @param name of the specification, a module under `tla`
/// @param behaviour the formula that describes all behaviours: `Spec`, or `FairSpec` for progress
/// @param constants each constant of the module, as TLC's configuration writes it
/// @param property what must hold: a state predicate, or a temporal one with `FairSpec`
record Model(String name, String behaviour, Map<String, String> constants, String property) {

    /// The constant that names the one deliberate fault; every specification has it.
    static final String FLAW = "Flaw";

    private static final String NO_FLAW = "none";

    Model {
        var complete = new LinkedHashMap<>(constants);
        complete.putIfAbsent(FLAW, quoted(NO_FLAW));
        constants = Map.copyOf(complete);
    }

    /// The predicate `Safe` in all behaviours.
    static Model safe(String name, Map<String, String> constants) {
        return new Model(name, "Spec", constants, "Safe");
    }

    /// A temporal property in the behaviours in which what is possible for long enough happens.
    static Model fair(String name, Map<String, String> constants, String property) {
        return new Model(name, "FairSpec", constants, property);
    }

    /// The same with one deliberate fault in the design.
    Model with(String flaw) {
        return with(FLAW, quoted(flaw));
    }

    /// The same with another value of a constant.
    Model with(String constant, String value) {
        var changed = new LinkedHashMap<>(constants);
        changed.put(constant, value);
        return new Model(name, behaviour, changed, property);
    }

    /// The text of TLC's configuration file.
    String configuration() {
        return "SPECIFICATION "
                + behaviour
                + "\n"
                + (behaviour.equals("Spec") ? "INVARIANT " : "PROPERTY ")
                + property
                + "\nCONSTANTS\n"
                + constants.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(constant -> "  " + constant.getKey() + " = " + constant.getValue())
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
