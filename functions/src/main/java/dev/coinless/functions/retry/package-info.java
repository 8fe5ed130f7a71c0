/// Repeats a read, a decision and a conditional write until it is settled or the limit is reached.
@NullMarked
package dev.coinless.functions.retry;

import org.jspecify.annotations.NullMarked;
