package dev.coinless.proof.simulation;

import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.model.id.ModuleId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Looks at every change of the table: money is conserved, each change of an account has its own
/// version, a hold ends once, a receipt captures once and is there when it is acknowledged.
///
/// It reads the raw items, so that no production code stands between it and the truth.
final class LedgerWatch {

    private static final Map<String, Set<String>> MAY_FOLLOW =
            Map.of(
                    "", Set.of("HELD"),
                    "HELD", Set.of("RELEASED", "CAPTURED", "VOIDED", "PROVEN", "REVIEW", "DECIDED"),
                    "RELEASED", Set.of("CAPTURED", "VOIDED", "PROVEN", "REVIEW", "DECIDED"),
                    "REVIEW", Set.of("DECIDED"));

    private static final Set<String> FINAL = Set.of("CAPTURED", "VOIDED", "PROVEN", "DECIDED");

    private final Predicate<ModuleId> isHonest;
    private final Map<String, Set<Long>> receipts = new HashMap<>();
    private final Set<String> captures = new HashSet<>();
    private final RefundWatch refunds = new RefundWatch();
    private long available;
    private long held;
    private long captured;
    private long debt;
    private long credited;

    /// @param isHonest whether a module can be expected to keep its word
    LedgerWatch(Predicate<ModuleId> isHonest, List<Map<String, AttributeValue>> items) {
        this.isHonest = isHonest;
        items.forEach(item -> changed(Map.of(), item));
        balance();
    }

    RefundWatch refunds() {
        return refunds;
    }

    void look(List<MemoryDynamo.Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        for (var change : changes) {
            if (!change.table().equals(SimulatedCloud.BOOK)) {
                changed(change.before(), change.after());
            }
        }
        refunds.look();
        balance();
    }

    private void balance() {
        if (available + held + captured - debt != credited) {
            throw new Violation(
                    "money is not conserved: %d available, %d held, %d captured, %d owed, %d credited"
                            .formatted(available, held, captured, debt, credited));
        }
    }

    private void changed(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        if (after.isEmpty()) {
            return;
        }
        var partition = text(after, "pk");
        switch (partition.charAt(0)) {
            case 'A' -> account(before, after);
            case 'G' -> hold(before, after);
            case 'V' -> movement(before, after);
            case 'R' -> receipt(partition, before, after);
            case 'J' -> refunds.claimed(before, after);
            case 'P' -> progress(partition, before, after);
            default -> {}
        }
    }

    private void movement(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        if (!before.isEmpty()) {
            throw new Violation("a movement is written again");
        }
        switch (text(after, "knd")) {
            case "CREDIT" -> credited += number(after, "amt");
            case "REFUND" -> {
                captured -= number(after, "amt");
                refunds.refunded(after);
            }
            default -> throw new Violation("a movement of kind " + text(after, "knd"));
        }
    }

    private void account(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        long now = number(after, "avl");
        long set = number(after, "hld");
        long was = before.isEmpty() ? 0 : number(before, "avl");
        long wasSet = before.isEmpty() ? 0 : number(before, "hld");
        long step = before.isEmpty() ? 0 : number(after, "ver") - number(before, "ver");
        if (step < 0
                || step > 1
                || (step == 0 && !before.isEmpty() && (now != was || set != wasSet))) {
            throw new Violation(
                    "an account goes from version %d to %d"
                            .formatted(number(before, "ver"), number(after, "ver")));
        }
        if (now < 0) {
            throw new Violation("an account has " + now);
        }
        available += now - was;
        held += set - wasSet;
        debt += numberOr0(after, "dbt") - numberOr0(before, "dbt");
    }

    private void hold(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        var state = text(after, "st");
        var was = before.isEmpty() ? "" : text(before, "st");
        if (!state.equals(was) && !MAY_FOLLOW.getOrDefault(was, Set.of()).contains(state)) {
            throw new Violation("a hold that was '%s' becomes %s".formatted(was, state));
        }
        if (state.equals(was) && FINAL.contains(state) && !before.equals(after)) {
            throw new Violation("a hold that was %s is written again".formatted(was));
        }
        long taken = taken(after, state) - taken(before, was);
        captured += taken;
        refunds.captured(text(after, "pk").substring(2), taken);
        if (taken > 0 && state.equals("CAPTURED")) {
            capture(after);
        }
    }

    private static long taken(Map<String, AttributeValue> hold, String state) {
        return state.equals("CAPTURED") || state.equals("DECIDED") ? number(hold, "amt") : 0;
    }

    private void capture(Map<String, AttributeValue> hold) {
        var token = HoldToken.of(hold);
        var key = token.place() + "#" + number(hold, "rcp");
        if (!captures.add(key)) {
            throw new Violation("receipt %s captures twice".formatted(key));
        }
        if (!receipts.getOrDefault(token.place(), Set.of()).contains(number(hold, "rcp"))) {
            throw new Violation("a capture by receipt %s, which is not stored".formatted(key));
        }
        if (number(hold, "amt") > token.cap()) {
            throw new Violation("a capture above its grant's cap");
        }
    }

    private void receipt(
            String partition,
            Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        if (!before.isEmpty() && !value(before, "rcp").equals(value(after, "rcp"))) {
            throw new Violation("a stored receipt is replaced");
        }
        receipts.computeIfAbsent(partition.substring(2), _ -> new HashSet<>())
                .add(Long.valueOf(text(after, "sk")));
    }

    private void progress(
            String partition,
            Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        var module = partition.substring(2);
        var earlier = before.isEmpty() ? List.<AttributeValue>of() : value(before, "gen").l();
        for (var each : value(after, "gen").l()) {
            var generation = each.m();
            var was =
                    earlier.stream()
                            .map(AttributeValue::m)
                            .filter(it -> value(it, "g").equals(value(generation, "g")))
                            .findFirst();
            checkFollows(module, was.orElse(Map.of()), generation);
        }
    }

    private void checkFollows(
            String module, Map<String, AttributeValue> was, Map<String, AttributeValue> now) {
        var known = receipts.getOrDefault(module + "#" + value(now, "g").n(), Set.of());
        long from = was.isEmpty() ? 0 : number(was, "seq");
        for (long sequence = from + 1; sequence <= number(now, "seq"); sequence++) {
            if (!known.contains(sequence)) {
                throw new Violation(
                        "receipt %d of module %s is acknowledged and not stored"
                                .formatted(sequence, module));
            }
        }
        if (!was.isEmpty()
                && (number(now, "prv") < number(was, "prv") || number(now, "seq") < from)) {
            throw new Violation("the progress of module %s falls".formatted(module));
        }
        if (number(now, "qrt") == 1 && isHonest.test(ModuleId.fromHex(module))) {
            throw new Violation("honest module %s is quarantined".formatted(module));
        }
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, NONE);
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return value(item, name).s();
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(value(item, name).n());
    }

    private static long numberOr0(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? number(item, name) : 0;
    }

    private static final AttributeValue NONE = AttributeValue.fromS("");
}
