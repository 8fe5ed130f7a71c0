/// Limits per source of requests, without a source's address ever being kept.
@NullMarked
package dev.coinless.functions.source;

import org.jspecify.annotations.NullMarked;
