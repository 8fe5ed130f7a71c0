/// Sales for coins, as a machine tells them: what a module keeps of them and sends up.
@NullMarked
package dev.coinless.model.cash;

import org.jspecify.annotations.NullMarked;
