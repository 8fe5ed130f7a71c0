/// What disturbs the module, counted: input that is refused, and limits that were met.
@NullMarked
package dev.coinless.edge.health;

import org.jspecify.annotations.NullMarked;
