package dev.coinless.proof.simulation;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.wire.Malformed;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a hold's item says of its grant.
///
/// @param place module and generation, as the table writes them
/// @param cap in minor units
record HoldToken(String place, long cap) {

    static HoldToken of(Map<String, AttributeValue> hold) {
        try {
            var bytes = Objects.requireNonNull(hold.get("tok"), "a hold without token").b();
            var grant = GrantToken.parse(Bytes.of(bytes.asByteArray())).grant();
            return new HoldToken(
                    grant.module() + "#" + grant.generation(), grant.cap().minorUnits());
        } catch (Malformed e) {
            throw new Violation("a hold's token is not readable", e);
        }
    }
}
