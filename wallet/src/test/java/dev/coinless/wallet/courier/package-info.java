/// Tests of what a courier does.
@NullMarked
package dev.coinless.wallet.courier;

import org.jspecify.annotations.NullMarked;
