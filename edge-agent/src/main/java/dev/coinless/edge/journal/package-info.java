/// The module's durable memory: what was reserved, consumed, intended, and receipted.
@NullMarked
package dev.coinless.edge.journal;

import org.jspecify.annotations.NullMarked;
