package dev.coinless.functions.book;

import dev.coinless.model.id.ModuleId;

/// What is at stake at a module, folded with each entry that concerns it; in minor units of the
/// module's currency. As old as the Book is behind: seconds.
///
/// @param version counts its changes
/// @param open caps of grants that may still be captured, those released for now included
/// @param lost what the platform's risk account has paid for goods from it, in all
public record Exposure(ModuleId module, long version, long open, long lost) {

    public static Exposure none(ModuleId module) {
        return new Exposure(module, 0, 0, 0);
    }

    Exposure plus(Stake stake) {
        return new Exposure(
                module,
                version,
                Math.addExact(open, stake.open()),
                Math.addExact(lost, stake.lost()));
    }

    Exposure written() {
        return new Exposure(module, version + 1, open, lost);
    }
}
