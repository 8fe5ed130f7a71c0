package dev.coinless.functions.ledger;

import dev.coinless.model.id.GrantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/// Checks that each refund gives back what one hold of the account has captured for this operator,
/// at most all of it, and once.
final class RefundFaults {

    private RefundFaults() {}

    /// What is wrong, one sentence for each refund.
    static List<String> of(Books books) {
        var holds = new HashMap<GrantId, Hold>();
        books.holds().forEach(hold -> holds.put(hold.id(), hold));
        var refunded = new HashSet<GrantId>();
        var faults = new ArrayList<String>();
        for (var movement : books.movements()) {
            if (movement.origin() instanceof Movement.Origin.Refund(var grant, var operator)) {
                var hold = holds.get(grant);
                boolean fits =
                        hold != null
                                && hold.account().equals(movement.account())
                                && hold.operator().equals(operator)
                                && hold.captured().covers(movement.entry().amount())
                                && refunded.add(grant);
                if (!fits) {
                    faults.add(
                            "movement %s: refunds %s, which grant %s does not justify"
                                    .formatted(movement.id(), movement.entry().amount(), grant));
                }
            }
        }
        return faults;
    }
}
