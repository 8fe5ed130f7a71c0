package dev.coinless.model.http;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/// The signature's parameters and the base that is signed (RFC 9421 2), in the one form that this
/// product uses:
///
/// `sig=("@method" "@path" "@query" "@authority"
/// "content-digest");created=N;keyid="...";nonce="...";tag="coinless"`
///
/// The algorithm is always ecdsa-p256-sha256. The nonce of a writing request is its request id.
///
/// @param created whole seconds
/// @param keyId of the account whose current key signed
public record SignatureInput(Instant created, AccountId keyId, RequestId nonce) {

    private static final String COVERED =
            "(\"@method\" \"@path\" \"@query\" \"@authority\" \"content-digest\")";

    private static final Pattern FORM =
            Pattern.compile(
                    "sig="
                            + Pattern.quote(COVERED)
                            + ";created=(\\d{1,11});keyid=\"([A-Za-z0-9_-]{43})\""
                            + ";nonce=\"([A-Za-z0-9_-]{22})\";tag=\"coinless\"");

    private static final Pattern SIGNATURE = Pattern.compile("sig=:([A-Za-z0-9+/]{86}==):");

    /// The header `signature-input`.
    public String header() {
        return "sig=" + parameters();
    }

    /// Reads the header `signature-input`.
    ///
    /// @throws Malformed if it is not exactly of the form above
    public static SignatureInput parse(String header) throws Malformed {
        var matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            throw new Malformed(
                    "signature-input must cover @method, @path, @query, @authority and"
                            + " content-digest with created, keyid, nonce and tag=\"coinless\"");
        }
        try {
            return new SignatureInput(
                    Instant.ofEpochSecond(Long.parseLong(matcher.group(1))),
                    AccountId.parse(matcher.group(2)),
                    new RequestId(Bytes.fromBase64Url(matcher.group(3))));
        } catch (IllegalArgumentException e) {
            throw new Malformed("signature-input has a keyid or nonce that is not base64url", e);
        }
    }

    /// What is signed, as bytes (RFC 9421 2.5).
    public Bytes base(SignedRequest request) {
        var query = request.query().isEmpty() ? "?" : request.query();
        return Bytes.utf8(
                """
                "@method": %s
                "@path": %s
                "@query": %s
                "@authority": %s
                "content-digest": %s
                "@signature-params": %s\
                """
                        .formatted(
                                request.method(),
                                request.path(),
                                query,
                                request.authority(),
                                request.contentDigest(),
                                parameters()));
    }

    /// The header `signature` for signature bytes.
    public static String signatureHeader(Bytes signature) {
        return "sig=:%s:".formatted(Base64.getEncoder().encodeToString(signature.toArray()));
    }

    /// The signature bytes in the header `signature`.
    ///
    /// @throws Malformed if it is not one signature of 64 bytes labelled `sig`
    public static Bytes parseSignature(String header) throws Malformed {
        var matcher = SIGNATURE.matcher(header);
        if (!matcher.matches()) {
            throw new Malformed("signature must be one signature of 64 bytes labelled sig");
        }
        var signature = Bytes.of(Base64.getDecoder().decode(matcher.group(1)));
        if (!signatureHeader(signature).equals(header)) {
            throw new Malformed("signature is not canonical base64");
        }
        return signature;
    }

    private String parameters() {
        return "%s;created=%d;keyid=\"%s\";nonce=\"%s\";tag=\"coinless\""
                .formatted(COVERED, created.getEpochSecond(), keyId, nonce.value().base64Url());
    }
}
