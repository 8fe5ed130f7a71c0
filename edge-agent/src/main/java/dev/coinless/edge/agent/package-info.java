/// The agent's loop: one thread, one queue, and the parts it drives.
@NullMarked
package dev.coinless.edge.agent;

import org.jspecify.annotations.NullMarked;
