package dev.coinless.functions.policy;

import dev.coinless.model.id.ModuleId;
import java.time.Duration;
import java.time.Instant;

/// How much money is out at a module: the caps of all holds whose receipts have not come.
///
/// Derived by the sweep, which reads all open holds anyway; so it lags by some minutes, and no
/// counter is on the path of a sale.
///
/// @param minorUnits of the currency the module sells in
/// @param at when it was counted
public record Exposure(ModuleId module, long minorUnits, Instant at) {

    /// An older count says nothing: the sweep counts every few minutes whatever has open holds.
    private static final Duration FRESH = Duration.ofHours(1);

    /// What is out, as far as is known now.
    public long known(Instant now) {
        return now.isBefore(at.plus(FRESH)) ? minorUnits : 0;
    }

    public static Exposure none(ModuleId module) {
        return new Exposure(module, 0, Instant.EPOCH);
    }
}
