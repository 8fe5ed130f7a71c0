/// Sealing to one reader: HPKE (RFC 9180).
@NullMarked
package dev.coinless.model.seal;

import org.jspecify.annotations.NullMarked;
