/// Bundles of modules, whoever brings them: what is in them is settled, and the answer is exactly
/// what the module lacks.
@NullMarked
package dev.coinless.functions.sync;

import org.jspecify.annotations.NullMarked;
