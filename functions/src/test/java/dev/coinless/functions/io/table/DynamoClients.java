package dev.coinless.functions.io.table;

import dev.coinless.functions.testing.MemoryDynamo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Clients for fields that a set-up replaces.
final class DynamoClients {

    private DynamoClients() {}

    static DynamoDbClient unused() {
        return new MemoryDynamo();
    }
}
