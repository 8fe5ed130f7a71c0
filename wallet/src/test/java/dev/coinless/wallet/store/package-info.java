/// Tests of what a wallet remembers.
@NullMarked
package dev.coinless.wallet.store;

import org.jspecify.annotations.NullMarked;
