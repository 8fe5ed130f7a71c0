/// Adapters: the only packages that touch sockets and files.
@NullMarked
package dev.coinless.wallet.io;

import org.jspecify.annotations.NullMarked;
