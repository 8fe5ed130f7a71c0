/// What modules and the platform exchange by whatever way there is: signed and sealed bundles, and
/// the configuration and denylist that travel in them. A courier or broker sees only sealed bytes.
@NullMarked
package dev.coinless.model.sync;

import org.jspecify.annotations.NullMarked;
