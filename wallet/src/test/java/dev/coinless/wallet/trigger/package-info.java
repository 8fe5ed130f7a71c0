/// Tests of what makes the phone spend a grant.
@NullMarked
package dev.coinless.wallet.trigger;

import org.jspecify.annotations.NullMarked;
