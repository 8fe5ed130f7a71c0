package dev.coinless.edge.gate;

import dev.coinless.edge.journal.Consumption;
import dev.coinless.model.grant.GrantKind;

/// Orders for tests of what comes after the gate; a product gets them from the gate only.
public final class Orders {

    private Orders() {}

    public static Order of(Consumption consumption) {
        return of(consumption, GrantKind.VEND);
    }

    public static Order of(Consumption consumption, GrantKind kind) {
        return new Order(consumption, kind);
    }
}
