@NullMarked
package dev.coinless.simulators.air.link;

import org.jspecify.annotations.NullMarked;
