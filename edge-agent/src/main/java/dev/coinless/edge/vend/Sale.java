package dev.coinless.edge.vend;

import dev.coinless.edge.gate.Order;
import dev.coinless.edge.journal.VendResult;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.id.Counter;
import dev.coinless.model.money.Money;

/// How far a session has used its order.
///
/// @param attempts signals intended so far
/// @param maxAttempts signals that may be intended at all
/// @param vended how many of them the machine said were vended
public record Sale(Order order, int attempts, int maxAttempts, int vended, Money spent) {

    /// As many signals as a receipt has room for.
    static final int MAX_ATTEMPTS = 255;

    /// Failed vends after which a session ends: a customer tries some other items, and a controller
    /// that reports failures for ever holds neither the machine nor the money for ever.
    static final int MAX_FAILURES = 5;

    public static Sale of(Order order) {
        int most = Math.min(MAX_ATTEMPTS, order.consumption().vends() - 1 + MAX_FAILURES);
        return new Sale(order, 0, most, 0, nothing(order));
    }

    /// The sale of one selection that was made already: a single signal.
    public static Sale ofRequest(Order order) {
        return new Sale(order, 0, 1, 0, nothing(order));
    }

    private static Money nothing(Order order) {
        return Money.zero(order.consumption().cap().currency());
    }

    public Counter counter() {
        return order.consumption().counter();
    }

    /// Whether the order covers the selection: its currency, price and item.
    public boolean covers(Selection selection) {
        return selection.price().currency().equals(spent.currency())
                && !isUsedUp()
                && remaining().covers(selection.price())
                && LineMask.holds(order.consumption().lines(), order.kind(), selection.item());
    }

    /// Whether the order names what to give, so that nobody selects at the machine.
    boolean selectsItself() {
        return order.kind() == GrantKind.PULSE;
    }

    /// Whether a train of signals has begun that should not be cut short.
    public boolean isTrainUnderWay() {
        return selectsItself() && attempts > 0;
    }

    public boolean isUsedUp() {
        return attempts >= maxAttempts
                || vended >= order.consumption().vends()
                || remaining().isZero();
    }

    Money remaining() {
        return order.consumption().cap().minus(spent);
    }

    Sale attempting() {
        return new Sale(order, attempts + 1, maxAttempts, vended, spent);
    }

    Sale with(VendResult result, Selection selection) {
        return switch (result) {
            case VENDED ->
                    new Sale(
                            order,
                            attempts,
                            maxAttempts,
                            vended + 1,
                            spent.plus(selection.price()));
            case FAILED -> this;
        };
    }
}
