/// The payment module's program: takes phones at a machine that has no network.
@NullMarked
package dev.coinless.edge;

import org.jspecify.annotations.NullMarked;
