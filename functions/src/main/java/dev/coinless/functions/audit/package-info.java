/// Sales for coins that modules report, and what each machine sold by phone and for coins.
@NullMarked
package dev.coinless.functions.audit;

import org.jspecify.annotations.NullMarked;
