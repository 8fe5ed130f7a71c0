/// The acceptance tests, black-box, on the running local stack. Each is named for its acceptance.
@NullMarked
package dev.coinless.lab.acceptance;

import org.jspecify.annotations.NullMarked;
