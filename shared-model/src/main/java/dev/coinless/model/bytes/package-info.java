/// Immutable byte strings, the value type of everything that crosses a wire.
@NullMarked
package dev.coinless.model.bytes;

import org.jspecify.annotations.NullMarked;
