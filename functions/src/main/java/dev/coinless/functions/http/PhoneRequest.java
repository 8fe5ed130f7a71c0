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

    /// Refuses what no JSON body can be, before anything is spent on it.
    ///
    /// @throws Refused 413 if the body is too large, 415 if it is there and said to be no JSON
    public PhoneRequest requireJson() throws Refused {
        if (body.length() > JsonBody.MAX_LENGTH) {
            throw new Refused(Problem.tooLarge(JsonBody.MAX_LENGTH));
        }
        var type = header("content-type").orElse("").split(";", 2)[0].strip();
        if (body.length() > 0 && !type.equalsIgnoreCase("application/json")) {
            throw new Refused(Problem.notJson());
        }
        return this;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
