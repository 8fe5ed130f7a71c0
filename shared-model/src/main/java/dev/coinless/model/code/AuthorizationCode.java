package dev.coinless.model.code;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;

/// What a module broadcasts and a phone relays: a counter and a MAC that only the module and the
/// cloud can make. Single use; hard to forge; says nothing about the module's secret.
///
/// @param mac the first 8 bytes of HMAC-SHA256(Km, "ac" | module | generation | counter)
public record AuthorizationCode(Counter counter, Bytes mac) {

    public static final int MAC_LENGTH = 8;

    public AuthorizationCode {
        mac.requireLength("authorization code", MAC_LENGTH);
    }

    public boolean matches(AuthorizationCode other) {
        return counter.equals(other.counter) && mac.equalsInConstantTime(other.mac);
    }

    /// Names only the counter: the rest is as good as the code itself.
    @Override
    public String toString() {
        return "AuthorizationCode[counter=" + counter + "]";
    }
}
