/// Stage 1, advertise: what a payment module broadcasts and what it tells a connection about
/// itself.
@NullMarked
package dev.coinless.model.advertise;

import org.jspecify.annotations.NullMarked;
