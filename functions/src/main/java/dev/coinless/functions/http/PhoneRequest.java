package dev.coinless.functions.http;

import dev.coinless.model.bytes.Bytes;
import java.util.Map;
import java.util.Optional;

/// An HTTP request as it arrived.
///
/// @param query with its leading `?`, or empty
/// @param headers by lower-case name
/// @param body after base64 decoding
public record PhoneRequest(
        String method, String path, String query, Map<String, String> headers, Bytes body) {

    public PhoneRequest {
        headers = Map.copyOf(headers);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
