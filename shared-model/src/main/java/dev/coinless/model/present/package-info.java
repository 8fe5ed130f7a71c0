/// Stage 5, present: a holder hands a grant over and proves that it is the holder.
@NullMarked
package dev.coinless.model.present;

import org.jspecify.annotations.NullMarked;
