package dev.coinless.functions.book;

import dev.coinless.model.id.ModuleId;

/// How an entry changes what is at stake at a module, in minor units.
///
/// @param open more that may still be taken, now or late; negative once that is settled
/// @param lost what the platform's risk account paid for goods from it
public record Stake(ModuleId module, long open, long lost) {}
