/// The serial line to a machine's bus adapter.
@NullMarked
package dev.coinless.edge.io.serial;

import org.jspecify.annotations.NullMarked;
