/// The phone: one pure state machine of a purchase, and the loop that acts for it.
@NullMarked
package dev.coinless.wallet.phone;

import org.jspecify.annotations.NullMarked;
