/// Accounts of phones: registration and what their owner may read.
@NullMarked
package dev.coinless.functions.account;

import org.jspecify.annotations.NullMarked;
