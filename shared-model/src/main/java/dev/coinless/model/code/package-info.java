/// The rotating single-use authorization code and the secret it is derived from.
@NullMarked
package dev.coinless.model.code;

import org.jspecify.annotations.NullMarked;
