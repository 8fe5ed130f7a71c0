package dev.coinless.functions.io.table;

import dev.coinless.functions.testing.LocalDynamo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// DynamoDB Local, as a process of its own.
class DynamoTableTest extends TableContract {

    private static LocalDynamo dynamo = LocalDynamo.notStarted();

    @BeforeAll
    static void start() {
        dynamo = LocalDynamo.start();
    }

    @AfterAll
    static void stop() {
        dynamo.close();
    }

    @Override
    DynamoDbClient client() {
        dynamo.withEmptyTable("book");
        return dynamo.withEmptyTable("coinless");
    }
}
