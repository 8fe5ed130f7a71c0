package dev.coinless.proof.simulation;

import java.util.function.Supplier;

/// Who is told what happens; in a run of many nobody is.
interface Trace {

    Trace NOBODY = _ -> {};

    void say(Supplier<String> what);
}
