/// Tests of signed requests, repeats and problems.
@NullMarked
package dev.coinless.wallet.cloud;

import org.jspecify.annotations.NullMarked;
