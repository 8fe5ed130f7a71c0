/// The simulated radio.
@NullMarked
package dev.coinless.wallet.io.air;

import org.jspecify.annotations.NullMarked;
