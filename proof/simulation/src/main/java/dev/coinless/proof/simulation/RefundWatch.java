package dev.coinless.proof.simulation;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Looks at every claim for a refund and every refund: what was captured is given back once, to
/// whom it was taken from, and only by itself within the limits, or by an operator's word.
final class RefundWatch {

    /// The limits of the settings, minor units and claims of one account.
    private static final long MOST_AUTOMATIC = 500;

    private static final int AUTOMATIC_CLAIMS = 2;

    private static final Map<String, Set<String>> MAY_FOLLOW =
            Map.of(
                    "", Set.of("ASKED", "AUTOMATIC"),
                    "ASKED", Set.of("APPROVED", "DENIED"));

    private static final Set<String> GIVEN = Set.of("AUTOMATIC", "APPROVED");

    private final Map<String, Long> captured = new HashMap<>();
    private final Map<String, Long> refunded = new HashMap<>();
    private final Map<String, Map<String, AttributeValue>> claims = new HashMap<>();
    private final Map<String, Integer> automatic = new HashMap<>();

    /// A hold was captured.
    void captured(String grant, long amount) {
        captured.merge(grant, amount, Math::addExact);
    }

    /// Money is given back.
    void refunded(Map<String, AttributeValue> movement) {
        var grant = hex(movement, "grt");
        long amount = number(movement, "amt");
        long sum = refunded.merge(grant, amount, Math::addExact);
        if (sum != amount) {
            throw new Violation("grant %s is refunded twice".formatted(grant));
        }
        if (amount > captured.getOrDefault(grant, 0L)) {
            throw new Violation(
                    "grant %s: %d refunded of %d captured"
                            .formatted(grant, amount, captured.getOrDefault(grant, 0L)));
        }
    }

    void claimed(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        var grant = Objects.requireNonNull(after.get("pk")).s().substring(2);
        var state = text(after, "st");
        var was = before.isEmpty() ? "" : text(before, "st");
        if (!MAY_FOLLOW.getOrDefault(was, Set.of()).contains(state)) {
            throw new Violation("a claim that was '%s' becomes %s".formatted(was, state));
        }
        claims.put(grant, after);
        if (state.equals("AUTOMATIC")) {
            int count = automatic.merge(hex(after, "acc"), 1, Math::addExact);
            if (count > AUTOMATIC_CLAIMS || number(after, "amt") > MOST_AUTOMATIC) {
                throw new Violation("a refund beyond the limits that nobody has looked at");
            }
        }
    }

    /// After a step claims and refunds tell the same.
    void look() {
        for (var claim : claims.entrySet()) {
            boolean isGiven = GIVEN.contains(text(claim.getValue(), "st"));
            if (isGiven != refunded.containsKey(claim.getKey())) {
                throw new Violation(
                        "grant %s: the claim says %s, and the money another thing"
                                .formatted(claim.getKey(), text(claim.getValue(), "st")));
            }
        }
        if (!claims.keySet().containsAll(refunded.keySet())) {
            throw new Violation("a refund that nobody has asked for");
        }
    }

    /// Refunds so far.
    int count() {
        return refunded.size();
    }

    private static String hex(Map<String, AttributeValue> item, String name) {
        return HexFormat.of().formatHex(Objects.requireNonNull(item.get(name)).b().asByteArray());
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).s();
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(Objects.requireNonNull(item.get(name), name).n());
    }
}
