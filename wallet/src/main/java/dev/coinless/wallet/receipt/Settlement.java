package dev.coinless.wallet.receipt;

import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.money.Money;

/// Stage 8 as the cloud told it: how the hold behind a grant ended.
///
/// @param state the hold's state: CAPTURED, VOIDED or REVIEW
public record Settlement(GrantId grant, ModuleId module, String state, Money captured) {}
