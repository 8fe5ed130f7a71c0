@NullMarked
package dev.coinless.simulators.pins;

import org.jspecify.annotations.NullMarked;
