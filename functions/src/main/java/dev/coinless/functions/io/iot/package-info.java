/// Modules as things of AWS IoT Core, with their certificates.
@NullMarked
package dev.coinless.functions.io.iot;

import org.jspecify.annotations.NullMarked;
