/// Ends holds by proof: the losers of a code, and codes that can no longer be used.
@NullMarked
package dev.coinless.functions.sweep;

import org.jspecify.annotations.NullMarked;
