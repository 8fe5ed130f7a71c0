package dev.coinless.proof.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every model that is checked, and every deliberate fault that must be found.
final class Catalogue {

    private static final Map<String, String> SMALL_HOLDS =
            Map.of(
                    "Grants", "{g1, g2}",
                    "LastCounter", "2",
                    "Block", "1",
                    "RingSize", "2",
                    "Cuts", "1",
                    "MayLie", "FALSE");
    private static final Map<String, String> SMALL_JOURNAL =
            Map.of("Orders", "{o1, o2}", "Vends", "1", "Cuts", "2");
    private static final Map<String, String> SMALL_ROTATION =
            Map.of("LastSerial", "3", "Keep", "2");

    private Catalogue() {}

    private static final Model HOLDS = Model.safe("HoldLifeCycle", SMALL_HOLDS);
    private static final Model JOURNAL = Model.safe("JournalRecovery", SMALL_JOURNAL);
    private static final Model ROTATION = Model.safe("KeyRotation", SMALL_ROTATION);

    /// What `./coinless test` checks in seconds.
    static List<Model> small() {
        return List.of(
                HOLDS,
                HOLDS.with("MayLie", "TRUE").with("Cuts", "0").with("LastCounter", "1"),
                Model.fair("HoldLifeCycle", SMALL_HOLDS, "EveryMoneyEnds")
                        .with("Grants", "{g1}")
                        .with("LastCounter", "1"),
                JOURNAL,
                Model.fair("JournalRecovery", SMALL_JOURNAL, "EveryOrderEnds"),
                ROTATION);
    }

    /// What `./coinless prove models` checks: together more than ten million distinct states.
    static List<Model> large() {
        return List.of(
                HOLDS.with("LastCounter", "3").with("Cuts", "2").with("Block", "2"),
                HOLDS.with("Grants", "{g1, g2, g3}"),
                HOLDS.with("MayLie", "TRUE").with("Cuts", "0"),
                JOURNAL.with("Orders", "{o1, o2, o3}").with("Vends", "2").with("Cuts", "3"),
                ROTATION.with("LastSerial", "5"));
    }

    /// Each deliberate fault by its name, in the smallest model that shows it.
    static Map<String, Model> flaws() {
        var flaws = new LinkedHashMap<String, Model>();
        for (var flaw :
                List.of(
                        "journal after the signal",
                        "a code may be reused",
                        "counters are not reserved",
                        "floor ignores the ring",
                        "the floor falls",
                        "release by clock",
                        "capture unconditionally",
                        "receipts may be missing")) {
            flaws.put(flaw, HOLDS.with(flaw));
        }
        var evidence = "capture without evidence";
        flaws.put(evidence, HOLDS.with("MayLie", "TRUE").with(evidence));
        for (var flaw :
                List.of(
                        "signal before the sync",
                        "a vend is tried again",
                        "reply before the sync",
                        "erase what was only sent",
                        "resume after a boot")) {
            flaws.put(flaw, JOURNAL.with(flaw));
        }
        for (var flaw :
                List.of(
                        "keys are kept for ever",
                        "the last one brought wins",
                        "an old denylist applies",
                        "revoked keys stay")) {
            flaws.put(flaw, ROTATION.with(flaw));
        }
        return flaws;
    }
}
