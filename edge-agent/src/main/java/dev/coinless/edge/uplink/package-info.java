/// What a module with a network of its own says to the platform, and when.
@NullMarked
package dev.coinless.edge.uplink;

import org.jspecify.annotations.NullMarked;
