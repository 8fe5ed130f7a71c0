@NullMarked
package dev.coinless.simulators.vmc;

import org.jspecify.annotations.NullMarked;
