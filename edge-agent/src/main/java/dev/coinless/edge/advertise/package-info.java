/// Stage 1, advertise: which authorization codes are live, and what the module broadcasts.
@NullMarked
package dev.coinless.edge.advertise;

import org.jspecify.annotations.NullMarked;
