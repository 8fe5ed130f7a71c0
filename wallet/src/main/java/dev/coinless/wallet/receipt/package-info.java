/// Stages 7 and 8: keeping what modules sign, and bringing it to the cloud.
@NullMarked
package dev.coinless.wallet.receipt;

import org.jspecify.annotations.NullMarked;
