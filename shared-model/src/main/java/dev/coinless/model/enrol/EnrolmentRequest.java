package dev.coinless.model.enrol;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.seal.SealPublicKey;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Set;

/// The file a module writes to be enrolled: its id and the public halves of the keys it has just
/// made, signed by the first of them. Carried to the cloud by a person; holds no secret.
public record EnrolmentRequest(ModuleId module, Ed25519PublicKey signing, SealPublicKey sealing) {

    private static final String PREFIX = "coinless-enrol-1.";
    private static final int FIELDS = 3;

    /// The file's content, one line of text.
    public String toText(Signer signingKey, Environment environment) {
        var claims =
                Claims.body(
                        Item.of(module.value()),
                        Item.of(signing.encoded()),
                        Item.of(sealing.encoded()));
        var envelope =
                Envelope.sign(ObjectType.ENROL, environment, Bytes.EMPTY, claims, signingKey);
        return PREFIX + envelope.encoded().base64Url();
    }

    /// Reads the file's content and checks that the sender has the signing key.
    ///
    /// @throws Malformed if it is not an enrolment request of this environment
    public static EnrolmentRequest parse(String text, Environment environment) throws Malformed {
        var envelope =
                Envelope.parse(
                        ObjectType.ENROL, TextForm.decode("enrolment request", PREFIX, text));
        var body = envelope.claims().only(Set.of(Claims.BODY)).body(FIELDS);
        var request =
                new EnrolmentRequest(
                        new ModuleId(body.get(0).bytes("module", ModuleId.LENGTH)),
                        new Ed25519PublicKey(
                                body.get(1).bytes("signing key", Ed25519PublicKey.LENGTH)),
                        new SealPublicKey(body.get(2).bytes("sealing key", SealPublicKey.LENGTH)));
        if (!envelope.isSignedBy(request.signing, environment)) {
            throw new Malformed(
                    "the enrolment request is not signed by its own key, or was made for another"
                            + " environment than "
                            + environment.name());
        }
        return request;
    }
}
