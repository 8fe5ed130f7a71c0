package dev.coinless.localstack.cloud.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A table of the template.
///
/// @param createTable the `CreateTable` request
/// @param ttlAttribute where items carry their end, in seconds since 1970
public record TableSpec(String name, ObjectNode createTable, Optional<String> ttlAttribute) {}
