/// Stage 6, vend: one session at the machine, whatever bus it is on.
@NullMarked
package dev.coinless.edge.vend;

import org.jspecify.annotations.NullMarked;
