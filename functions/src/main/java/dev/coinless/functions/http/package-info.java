/// What phones send and get: request authentication, JSON bodies, problem+json.
@NullMarked
package dev.coinless.functions.http;

import org.jspecify.annotations.NullMarked;
