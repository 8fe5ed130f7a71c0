package dev.coinless.wallet.trigger;

/// Whether a trigger came before the grant did; it then fires once, as soon as there is one.
public sealed interface Arming {
    record Waiting() implements Arming {}

    record Armed(Trigger trigger) implements Arming {}
}
