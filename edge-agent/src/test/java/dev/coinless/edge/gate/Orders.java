package dev.coinless.edge.gate;

import dev.coinless.edge.journal.Consumption;

/// Orders for tests of what comes after the gate; a product gets them from the gate only.
public final class Orders {

    private Orders() {}

    public static Order of(Consumption consumption) {
        return new Order(consumption);
    }
}
