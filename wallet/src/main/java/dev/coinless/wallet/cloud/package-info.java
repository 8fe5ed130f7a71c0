/// The cloud's API as the phone speaks it: signed requests, problems, repeats.
@NullMarked
package dev.coinless.wallet.cloud;

import org.jspecify.annotations.NullMarked;
