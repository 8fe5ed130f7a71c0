/// Stage 5, present: connections of phones, the messages they send and what they may cost.
@NullMarked
package dev.coinless.edge.present;

import org.jspecify.annotations.NullMarked;
