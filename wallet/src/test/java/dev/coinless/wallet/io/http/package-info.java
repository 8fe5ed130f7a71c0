/// Tests of the network's adapter.
@NullMarked
package dev.coinless.wallet.io.http;

import org.jspecify.annotations.NullMarked;
