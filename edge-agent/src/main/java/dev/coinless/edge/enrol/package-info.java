/// How a module gets its keys, its generation and its secret, by files.
@NullMarked
package dev.coinless.edge.enrol;

import org.jspecify.annotations.NullMarked;
