/// Stage 7, receipt: what the module signs at the end of a grant, and who acknowledged it.
@NullMarked
package dev.coinless.edge.receipt;

import org.jspecify.annotations.NullMarked;
