/// Stage 8, redeem: a receipt captures or voids the hold of its grant, once.
@NullMarked
package dev.coinless.functions.redeem;

import org.jspecify.annotations.NullMarked;
