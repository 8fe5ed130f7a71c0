/// The network.
@NullMarked
package dev.coinless.wallet.io.http;

import org.jspecify.annotations.NullMarked;
