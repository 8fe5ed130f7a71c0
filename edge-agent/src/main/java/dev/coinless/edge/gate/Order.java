package dev.coinless.edge.gate;

import dev.coinless.edge.journal.Consumption;

/// What the gate releases to the machine: a consumption that is already durable. Only the gate
/// makes one, and nothing else may make the machine perform.
public final class Order {

    private final Consumption consumption;

    Order(Consumption consumption) {
        this.consumption = consumption;
    }

    public Consumption consumption() {
        return consumption;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Order that && consumption.equals(that.consumption);
    }

    @Override
    public int hashCode() {
        return consumption.hashCode();
    }

    @Override
    public String toString() {
        return "Order[counter=%s, grant=%s]".formatted(consumption.counter(), consumption.grant());
    }
}
