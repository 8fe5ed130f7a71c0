package dev.coinless.edge.agent;

import dev.coinless.edge.vend.VendTimeouts;

/// What the agent needs of the module's settings.
public record AgentSettings(BeaconSettings beacon, VendTimeouts timeouts) {}
