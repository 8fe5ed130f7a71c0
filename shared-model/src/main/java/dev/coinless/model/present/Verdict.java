package dev.coinless.model.present;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.wire.Malformed;

/// What the gate says to a message: accepted, or the reason why not. One byte: 0, or the refusal's
/// number.
public sealed interface Verdict {

    record Accepted() implements Verdict {}

    record Refused(Refusal reason) implements Verdict {}

    default Bytes encoded() {
        return switch (this) {
            case Accepted() -> Bytes.of((byte) 0);
            case Refused(var reason) -> Bytes.of((byte) reason.number());
        };
    }

    static Verdict decode(Bytes encoded) throws Malformed {
        if (encoded.length() != 1) {
            throw new Malformed("a verdict has one byte");
        }
        int number = encoded.unsignedAt(0);
        if (number == 0) {
            return new Accepted();
        }
        return new Refused(
                Refusal.of(number).orElseThrow(() -> new Malformed("an unknown refusal")));
    }
}
