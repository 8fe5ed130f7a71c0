/// The audit of the books while they are in use.
@NullMarked
package dev.coinless.functions.verify;

import org.jspecify.annotations.NullMarked;
