/// Tests of the radio's adapter.
@NullMarked
package dev.coinless.wallet.io.air;

import org.jspecify.annotations.NullMarked;
