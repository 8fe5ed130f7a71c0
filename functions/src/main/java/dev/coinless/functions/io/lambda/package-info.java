/// The Lambda handlers and their wiring; each only translates between an event and a use case.
@NullMarked
package dev.coinless.functions.io.lambda;

import org.jspecify.annotations.NullMarked;
