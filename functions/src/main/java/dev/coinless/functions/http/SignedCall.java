package dev.coinless.functions.http;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.http.SignatureInput;
import dev.coinless.model.http.SignedRequest;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Es256PublicKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// A request whose signature (RFC 9421) is well-formed and fresh; not to be believed before
/// [#requireSignedBy], which needs the account's current key.
public final class SignedCall {

    /// How far `created` may be from the cloud's clock; a phone that is off signs once more with
    /// the server's time.
    static final Duration MAX_SKEW = Duration.ofSeconds(60);

    /// Version 1 has the bare tag; later ones will add their number.
    private static final Pattern OTHER_VERSION = Pattern.compile(";tag=\"coinless/(\\d{1,4})\"$");

    private final SignatureInput input;
    private final SignedRequest request;
    private final Bytes signature;

    private SignedCall(SignatureInput input, SignedRequest request, Bytes signature) {
        this.input = input;
        this.request = request;
        this.signature = signature;
    }

    /// Reads the signature headers.
    ///
    /// @param authority what phones must have signed as @authority, by this deployment's setting
    /// @throws Refused BAD_SIGNATURE if a header is missing or not of our form, if the digest is
    ///   not that of the body, or if `created` is too far from `now`
    public static SignedCall read(PhoneRequest request, String authority, Instant now)
            throws Refused {
        var input = parse(header(request, "signature-input"));
        var signature = parseSignature(header(request, "signature"));
        var digest = SignedRequest.digestOf(request.body());
        if (!header(request, "content-digest").equals(digest)) {
            throw new Refused(Refusal.BAD_SIGNATURE, "content-digest is not that of the body");
        }
        if (Duration.between(input.created(), now).abs().compareTo(MAX_SKEW) > 0) {
            throw new Refused(
                    Refusal.BAD_SIGNATURE,
                    "created is more than %d s from the server's time; sign again with serverTime"
                            .formatted(MAX_SKEW.toSeconds()));
        }
        return new SignedCall(input, signedRequest(request, authority, digest), signature);
    }

    public AccountId account() {
        return input.keyId();
    }

    public RequestId id() {
        return input.nonce();
    }

    /// What makes two requests the same: everything signed but time and nonce.
    public Bytes contentHash() {
        return Bytes.utf8(
                        "%s %s%s %s"
                                .formatted(
                                        request.method(),
                                        request.path(),
                                        request.query(),
                                        request.contentDigest()))
                .sha256();
    }

    /// Refuses unless this key signed.
    public void requireSignedBy(Es256PublicKey key) throws Refused {
        if (!key.verifies(input.base(request), signature)) {
            throw new Refused(
                    Refusal.BAD_SIGNATURE, "the signature is not that of the account's key");
        }
    }

    private static SignedRequest signedRequest(
            PhoneRequest request, String authority, String digest) throws Refused {
        try {
            return new SignedRequest(
                    request.method(), request.path(), request.query(), authority, digest);
        } catch (IllegalArgumentException e) {
            throw new Refused(Refusal.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static String header(PhoneRequest request, String name) throws Refused {
        var value = request.header(name);
        if (value.isEmpty()) {
            throw new Refused(Refusal.BAD_SIGNATURE, "the header " + name + " is missing");
        }
        return value.get();
    }

    private static SignatureInput parse(String header) throws Refused {
        var later = OTHER_VERSION.matcher(header);
        if (later.find()) {
            throw new Refused(
                    Refusal.UNSUPPORTED_VERSION,
                    "this platform speaks version %d of the protocol, not %s; update the app"
                            .formatted(ObjectType.PROTOCOL_VERSION, later.group(1)));
        }
        try {
            return SignatureInput.parse(header);
        } catch (Malformed e) {
            throw new Refused(Refusal.BAD_SIGNATURE, String.valueOf(e.getMessage()));
        }
    }

    private static Bytes parseSignature(String header) throws Refused {
        try {
            return SignatureInput.parseSignature(header);
        } catch (Malformed e) {
            throw new Refused(Refusal.BAD_SIGNATURE, String.valueOf(e.getMessage()));
        }
    }
}
