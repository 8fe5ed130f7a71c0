package dev.coinless.localstack.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/// Reads `AWS::DynamoDB::Table`; its properties are those of the `CreateTable` request.
final class TableReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TableReader() {}

    static TableSpec read(String name, Section table) {
        var request = JSON.objectNode();
        request.put("TableName", name);
        for (var key :
                new String[] {
                    "AttributeDefinitions",
                    "KeySchema",
                    "GlobalSecondaryIndexes",
                    "LocalSecondaryIndexes",
                    "ProvisionedThroughput"
                }) {
            table.find(key).ifPresent(value -> request.set(key, jsonOf(value, table)));
        }
        request.put("BillingMode", table.findText("BillingMode").orElse("PROVISIONED"));
        table.findSection("StreamSpecification").ifPresent(it -> stream(it, request));
        Optional<String> ttl =
                table.findSection("TimeToLiveSpecification").flatMap(TableReader::ttl);
        table.accept(
                "TableName",
                "PointInTimeRecoverySpecification",
                "SSESpecification",
                "DeletionProtectionEnabled",
                "TableClass",
                "OnDemandThroughput",
                "Tags");
        table.end();
        return new TableSpec(name, request, ttl);
    }

    private static void stream(Section specification, ObjectNode request) {
        request.putObject("StreamSpecification")
                .put("StreamEnabled", true)
                .put("StreamViewType", specification.text("StreamViewType"));
        specification.end();
    }

    private static Optional<String> ttl(Section specification) {
        var attribute = specification.text("AttributeName");
        var enabled = specification.isTrue("Enabled");
        specification.end();
        return enabled ? Optional.of(attribute) : Optional.empty();
    }

    /// A part of the template as JSON, its intrinsics resolved.
    static JsonNode jsonOf(Value value, Section table) {
        return switch (value) {
            case Value.Text(var text, var literal, _)
                    when literal && text.chars().allMatch(Character::isDigit) ->
                    JSON.numberNode(Long.parseLong(text));
            case Value.Text(var text, _, _) -> JSON.textNode(text);
            case Value.Call call -> JSON.textNode(table.textOf(call));
            case Value.Items(var values, _) -> {
                var array = JSON.arrayNode();
                values.forEach(it -> array.add(jsonOf(it, table)));
                yield array;
            }
            case Value.Fields(Map<String, Value> values, _) -> {
                var object = JSON.objectNode();
                values.forEach((key, it) -> object.set(key, jsonOf(it, table)));
                yield object;
            }
        };
    }
}
