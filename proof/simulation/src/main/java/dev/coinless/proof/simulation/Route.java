package dev.coinless.proof.simulation;

/// By what way modules settle when everybody is well again.
enum Route {
    /// Their own network, and couriers.
    EVERY,
    /// Modules with a network of their own by it alone.
    NETWORK,
    /// All by couriers alone; nobody has a network.
    COURIER;

    boolean isByCourier(SimulatedModule module) {
        return this != NETWORK || !module.member().hasNetwork();
    }
}
