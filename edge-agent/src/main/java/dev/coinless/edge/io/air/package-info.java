/// The simulated radio.
@NullMarked
package dev.coinless.edge.io.air;

import org.jspecify.annotations.NullMarked;
