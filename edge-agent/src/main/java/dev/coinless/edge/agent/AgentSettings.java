package dev.coinless.edge.agent;

import dev.coinless.edge.vend.VendTimeouts;

/// What the agent needs of the module's settings.
///
/// @param selectionFirst whether a selection without a session opens a REQUEST
public record AgentSettings(BeaconSettings beacon, VendTimeouts timeouts, boolean selectionFirst) {}
