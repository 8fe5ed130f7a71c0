/// Deterministic CBOR (RFC 8949 4.2). The only package that knows the CBOR library.
@NullMarked
package dev.coinless.model.wire;

import org.jspecify.annotations.NullMarked;
