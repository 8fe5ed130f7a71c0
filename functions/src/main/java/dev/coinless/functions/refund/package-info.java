/// "Paid, got nothing": money back, by itself within limits, else by an operator's decision.
@NullMarked
package dev.coinless.functions.refund;

import org.jspecify.annotations.NullMarked;
