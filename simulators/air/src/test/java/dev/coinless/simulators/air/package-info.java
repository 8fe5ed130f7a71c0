@NullMarked
package dev.coinless.simulators.air;

import org.jspecify.annotations.NullMarked;
