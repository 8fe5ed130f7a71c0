package dev.coinless.edge.enrol;

import dev.coinless.model.enrol.NetworkAccess;
import dev.coinless.model.id.ModuleId;

/// What a module connects to the platform with.
///
/// @param module its name there: thing and client id
public record NetworkIdentity(ModuleId module, NetworkKey key, NetworkAccess access) {}
