package dev.coinless.localstack.cloud.tables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.template.TableSpec;
import java.util.List;

/// Makes the template's tables; one that exists is kept as it is.
public final class Tables {

    private final TableEndpoint endpoint;

    public Tables(TableEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    public void create(List<TableSpec> tables) {
        tables.forEach(this::create);
    }

    private void create(TableSpec table) {
        try {
            endpoint.call("CreateTable", table.createTable());
        } catch (TableEndpoint.Refused e) {
            if (!e.type().equals("ResourceInUseException")) {
                throw e;
            }
            return;
        }
        table.ttlAttribute().ifPresent(attribute -> enableTtl(table.name(), attribute));
    }

    private void enableTtl(String name, String attribute) {
        var request = Json.object().put("TableName", name);
        request.putObject("TimeToLiveSpecification")
                .put("Enabled", true)
                .put("AttributeName", attribute);
        endpoint.call("UpdateTimeToLive", request);
    }

    /// DynamoDB's description of a table: keys, indexes, stream.
    public JsonNode describe(String name) {
        return endpoint.call("DescribeTable", Json.object().put("TableName", name)).path("Table");
    }
}
