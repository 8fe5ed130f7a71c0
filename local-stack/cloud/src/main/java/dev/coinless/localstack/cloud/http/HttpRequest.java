package dev.coinless.localstack.cloud.http;

import dev.coinless.localstack.cloud.Payload;
import java.util.List;
import java.util.Map;

/// A request as it came over the wire.
///
/// @param path decoded
/// @param query undecoded, empty when there is none
/// @param headers by lower-case name
record HttpRequest(
        String method,
        String path,
        String query,
        String protocol,
        Map<String, List<String>> headers,
        Payload body,
        String sourceIp) {

    String header(String name) {
        return String.join(",", headers.getOrDefault(name, List.of()));
    }
}
