/// Seals that keep nothing secret, under the names of the real ones; see the package of signatures.
@NullMarked
package dev.coinless.model.seal;

import org.jspecify.annotations.NullMarked;
