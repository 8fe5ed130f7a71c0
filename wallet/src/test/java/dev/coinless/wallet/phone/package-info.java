/// Tests of the phone's state machine and its loop.
@NullMarked
package dev.coinless.wallet.phone;

import org.jspecify.annotations.NullMarked;
