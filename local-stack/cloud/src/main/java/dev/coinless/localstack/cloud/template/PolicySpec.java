package dev.coinless.localstack.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;

/// An IoT policy for the certificates of things.
///
/// @param document as AWS has it, its intrinsics resolved
public record PolicySpec(String name, JsonNode document) {}
