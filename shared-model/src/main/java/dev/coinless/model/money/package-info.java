/// Amounts of money, exact and in minor units.
@NullMarked
package dev.coinless.model.money;

import org.jspecify.annotations.NullMarked;
