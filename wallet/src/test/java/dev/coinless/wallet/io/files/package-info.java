/// Tests of the wallet on disk.
@NullMarked
package dev.coinless.wallet.io.files;

import org.jspecify.annotations.NullMarked;
