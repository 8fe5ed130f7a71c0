/// Stage 7, receipt: what a module signs about the end of a grant, and what acknowledges it.
@NullMarked
package dev.coinless.model.receipt;

import org.jspecify.annotations.NullMarked;
