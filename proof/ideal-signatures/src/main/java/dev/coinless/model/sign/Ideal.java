package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;

/// A hash that takes the place of a signature, of the same length.
final class Ideal {

    private static final Bytes PUBLIC = Bytes.utf8("the public half");

    private Ideal() {}

    static Bytes publicHalf(Bytes secret) {
        return Bytes.concat(PUBLIC, secret).sha256();
    }

    static Bytes signature(Bytes key, Bytes toBeSigned) {
        var half = Bytes.concat(key, toBeSigned).sha256();
        return Bytes.concat(half, half);
    }
}
