/// Random but repeatable objects of the model, for tests.
@NullMarked
package dev.coinless.model.samples;

import org.jspecify.annotations.NullMarked;
