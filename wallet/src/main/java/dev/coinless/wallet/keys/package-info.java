/// The holder's keys: one for the account, a fresh one for each grant.
@NullMarked
package dev.coinless.wallet.keys;

import org.jspecify.annotations.NullMarked;
