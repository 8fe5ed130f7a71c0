/// The one gate: the only way from a signed object to a signal at the machine.
@NullMarked
package dev.coinless.edge.gate;

import org.jspecify.annotations.NullMarked;
