package dev.coinless.edge.vend;

import dev.coinless.edge.gate.Order;
import dev.coinless.edge.journal.VendResult;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.Counter;
import dev.coinless.model.money.Money;

/// How far a session has used its order.
///
/// @param attempts signals intended so far
/// @param vended how many of them the machine said were vended
public record Sale(Order order, int attempts, int vended, Money spent) {

    /// As many signals as a receipt has room for; a jammed machine is not tried for ever.
    static final int MAX_ATTEMPTS = 255;

    /// Bits of a grant's mask of lines.
    private static final int LINES = 32;

    public static Sale of(Order order) {
        return new Sale(order, 0, 0, Money.zero(order.consumption().cap().currency()));
    }

    public Counter counter() {
        return order.consumption().counter();
    }

    /// Whether the order covers the selection: its currency, price and item.
    public boolean covers(Selection selection) {
        return selection.price().currency().equals(spent.currency())
                && !isUsedUp()
                && remaining().covers(selection.price())
                && hasLine(selection.item());
    }

    public boolean isUsedUp() {
        return attempts >= MAX_ATTEMPTS
                || vended >= order.consumption().vends()
                || remaining().isZero();
    }

    Money remaining() {
        return order.consumption().cap().minus(spent);
    }

    Sale attempting() {
        return new Sale(order, attempts + 1, vended, spent);
    }

    Sale with(VendResult result, Selection selection) {
        return switch (result) {
            case VENDED -> new Sale(order, attempts, vended + 1, spent.plus(selection.price()));
            case FAILED -> this;
        };
    }

    /// Bit n of the mask stands for item n; items beyond the mask need a grant for any item.
    private boolean hasLine(int item) {
        long lines = order.consumption().lines();
        return lines == Grant.ANY_LINE || (item < LINES && (lines >>> item & 1) == 1);
    }
}
