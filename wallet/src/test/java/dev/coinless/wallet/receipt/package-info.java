/// Tests of keeping and posting what modules signed.
@NullMarked
package dev.coinless.wallet.receipt;

import org.jspecify.annotations.NullMarked;
