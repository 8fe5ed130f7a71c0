/// Sales for coins: what the machine tells of them, kept until the platform has it.
@NullMarked
package dev.coinless.edge.cash;

import org.jspecify.annotations.NullMarked;
