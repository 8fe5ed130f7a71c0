/// The one vocabulary of refusals, the same over HTTP and over Bluetooth LE.
@NullMarked
package dev.coinless.model.refusal;

import org.jspecify.annotations.NullMarked;
