/// The wires of a pulse machine: a Raspberry Pi's pins, or simulated ones.
@NullMarked
package dev.coinless.edge.io.pins;

import org.jspecify.annotations.NullMarked;
