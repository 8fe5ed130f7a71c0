/// Tests of the wallet as a whole.
@NullMarked
package dev.coinless.wallet;

import org.jspecify.annotations.NullMarked;
