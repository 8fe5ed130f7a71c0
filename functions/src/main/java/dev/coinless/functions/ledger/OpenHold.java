package dev.coinless.functions.ledger;

import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;

/// What an account remembers of a grant whose money is set aside.
///
/// @param cap in minor units of the account's currency
public record OpenHold(GrantId grant, ModuleId module, Counter counter, long cap) {}
