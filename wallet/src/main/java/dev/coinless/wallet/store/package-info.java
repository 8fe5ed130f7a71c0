/// What a wallet must not forget, and every way in which that changes.
@NullMarked
package dev.coinless.wallet.store;

import org.jspecify.annotations.NullMarked;
