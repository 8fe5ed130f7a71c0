/// Stage 2, authorize: the selection at the machine that a phone relays to the cloud.
@NullMarked
package dev.coinless.edge.authorize;

import org.jspecify.annotations.NullMarked;
