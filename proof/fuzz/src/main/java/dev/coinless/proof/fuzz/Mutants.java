package dev.coinless.proof.fuzz;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.function.Predicate;

/// Altered copies of one genuine object: none may verify.
///
/// The input is a list of changes, three bytes each: where (two bytes, modulo the length) and what
/// to combine the byte there with by exclusive or.
///
/// @param genuine an object that does verify
/// @param verifier what every reader asks before it believes an object
record Mutants(ObjectType type, Bytes genuine, Predicate<Envelope> verifier) implements Target {

    private static final int CHANGE = 3;

    @Override
    public void take(Bytes input) {
        var bytes = genuine.toArray();
        for (int at = 0; at + CHANGE <= input.length(); at += CHANGE) {
            int where = (int) (input.unsignedAt(at, 2) % bytes.length);
            bytes[where] ^= input.at(at + 2);
        }
        var mutant = Bytes.of(bytes);
        if (mutant.equals(genuine)) {
            return;
        }
        try {
            if (verifier.test(Envelope.parse(type, mutant))) {
                throw new AssertionError("a mutant verifies: " + mutant.hex());
            }
        } catch (Malformed _) {
            // Refused even before its signature was looked at.
        }
    }
}
