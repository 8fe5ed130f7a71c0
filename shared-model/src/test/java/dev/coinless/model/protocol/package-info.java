/// Holds the page docs/protocol.md against the code: its golden vectors and its tables.
@NullMarked
package dev.coinless.model.protocol;

import org.jspecify.annotations.NullMarked;
