/// Publishing to modules with a network of their own.
@NullMarked
package dev.coinless.functions.io.publish;

import org.jspecify.annotations.NullMarked;
