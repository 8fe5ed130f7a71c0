package dev.coinless.functions.module;

import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;

/// What a module has said in one breath: no counter below `floor` can be consumed any more, and
/// whatever was consumed below it has its receipt at or before `sequence`.
public record Claim(Counter floor, Sequence sequence) {

    /// Whether no honest module can have said both: a floor never falls while receipts are added.
    boolean contradicts(Claim other) {
        int later = sequence.compareTo(other.sequence);
        int higher = floor.compareTo(other.floor);
        return (later > 0 && higher < 0) || (later < 0 && higher > 0);
    }

    static final Claim NOTHING = new Claim(new Counter(0), new Sequence(0));
}
