/// A phone built from shared-model alone, for saying what no honest wallet would say.
@NullMarked
package dev.coinless.lab.raw;

import org.jspecify.annotations.NullMarked;
