/// Object storage.
@NullMarked
package dev.coinless.functions.io.objects;

import org.jspecify.annotations.NullMarked;
