package dev.coinless.functions.module;

import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;

/// What a module has said in one breath: no counter below `floor` can be consumed any more, and
/// whatever was consumed below it has its receipt at or before `sequence`.
public record Claim(Counter floor, Sequence sequence) {

    static final Claim NOTHING = new Claim(new Counter(0), new Sequence(0));
}
