package dev.coinless.edge.gate;

import dev.coinless.edge.journal.Consumption;
import dev.coinless.model.grant.GrantKind;

/// What the gate releases to the machine: a consumption that is already durable, and by what kind
/// of signal the machine may perform. Only the gate makes one, and nothing else may make the
/// machine perform.
public final class Order {

    private final Consumption consumption;
    private final GrantKind kind;

    Order(Consumption consumption, GrantKind kind) {
        this.consumption = consumption;
        this.kind = kind;
    }

    public Consumption consumption() {
        return consumption;
    }

    public GrantKind kind() {
        return kind;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Order that
                && consumption.equals(that.consumption)
                && kind == that.kind;
    }

    @Override
    public int hashCode() {
        return consumption.hashCode();
    }

    @Override
    public String toString() {
        return "Order[counter=%s, grant=%s, kind=%s]"
                .formatted(consumption.counter(), consumption.grant(), kind);
    }
}
