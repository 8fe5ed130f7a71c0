/// The platform's own keys: rotation, certificates, custody.
@NullMarked
package dev.coinless.functions.keys;

import org.jspecify.annotations.NullMarked;
