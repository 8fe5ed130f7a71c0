/// Stage 6, vend, by coin pulses: how a machine without a bus is told that it was paid.
@NullMarked
package dev.coinless.edge.pulse;

import org.jspecify.annotations.NullMarked;
