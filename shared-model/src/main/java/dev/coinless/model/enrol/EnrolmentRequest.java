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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The file a module writes to be enrolled: its id and the public halves of the keys it has just
/// made, signed by the first of them. Carried to the cloud by a person; holds no secret.
///
/// @param certificateRequest of a module that wants to use its own network: PKCS#10, DER
public record EnrolmentRequest(
        ModuleId module,
        Ed25519PublicKey signing,
        SealPublicKey sealing,
        Optional<Bytes> certificateRequest) {

    private static final String PREFIX = "coinless-enrol-1.";
    private static final int FIELDS = 3;
    private static final int FIELDS_WITH_NETWORK = 4;

    /// A request for a P-256 key has about 250 bytes.
    private static final int MAX_CERTIFICATE_REQUEST = 1024;

    /// For a module without network.
    public EnrolmentRequest(ModuleId module, Ed25519PublicKey signing, SealPublicKey sealing) {
        this(module, signing, sealing, Optional.empty());
    }

    /// The file's content, one line of text.
    public String toText(Signer signingKey, Environment environment) {
        var fields = new ArrayList<Item>();
        fields.add(Item.of(module.value()));
        fields.add(Item.of(signing.encoded()));
        fields.add(Item.of(sealing.encoded()));
        certificateRequest.ifPresent(it -> fields.add(Item.of(it)));
        var claims = Claims.body(fields.toArray(Item[]::new));
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
        var body =
                envelope.claims()
                        .only(Set.of(Claims.BODY))
                        .require("the body claim", Claims.BODY)
                        .itemsUpTo("the body claim", FIELDS_WITH_NETWORK);
        if (body.size() < FIELDS) {
            throw new Malformed("an enrolment request has at least %d fields".formatted(FIELDS));
        }
        var request =
                new EnrolmentRequest(
                        new ModuleId(body.get(0).bytes("module", ModuleId.LENGTH)),
                        new Ed25519PublicKey(
                                body.get(1).bytes("signing key", Ed25519PublicKey.LENGTH)),
                        new SealPublicKey(body.get(2).bytes("sealing key", SealPublicKey.LENGTH)),
                        certificateRequest(body));
        if (!envelope.isSignedBy(request.signing, environment)) {
            throw new Malformed(
                    "the enrolment request is not signed by its own key, or was made for another"
                            + " environment than "
                            + environment.name());
        }
        return request;
    }

    private static Optional<Bytes> certificateRequest(List<Item> body) throws Malformed {
        return body.size() == FIELDS
                ? Optional.empty()
                : Optional.of(
                        body.get(FIELDS).bytesUpTo("certificate request", MAX_CERTIFICATE_REQUEST));
    }
}
