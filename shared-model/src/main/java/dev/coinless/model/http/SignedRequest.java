package dev.coinless.model.http;

import dev.coinless.model.bytes.Bytes;
import java.util.Base64;
import java.util.regex.Pattern;

/// The parts of an HTTP request that a phone's signature covers.
///
/// @param method in capitals
/// @param path only [A-Za-z0-9._~/-], because gateways decode the rest on the way
/// @param query with its leading `?`, or empty
/// @param authority host, and port unless it is the scheme's default, in lower case
/// @param contentDigest the header `content-digest` (RFC 9530): `sha-256=:...:`, of the body's
///   bytes
public record SignedRequest(
        String method, String path, String query, String authority, String contentDigest) {

    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]*");

    public SignedRequest {
        if (!PATH.matcher(path).matches() || path.contains("//") || path.endsWith("/")) {
            throw new IllegalArgumentException(
                    "a signed path holds only A-Z, a-z, 0-9, '.', '_', '~', '-' and '/', no empty"
                            + " segment and no '/' at its end");
        }
    }

    /// The request with the digest of its body.
    public static SignedRequest of(
            String method, String path, String query, String authority, Bytes body) {
        return new SignedRequest(method, path, query, authority, digestOf(body));
    }

    /// The value of `content-digest` for a body.
    public static String digestOf(Bytes body) {
        return "sha-256=:%s:"
                .formatted(Base64.getEncoder().encodeToString(body.sha256().toArray()));
    }
}
