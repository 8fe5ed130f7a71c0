package dev.coinless.functions.io.table;

import dev.coinless.functions.testing.MemoryDynamo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class MemoryBookTest extends BookContract {

    @Override
    DynamoDbClient client() {
        return new MemoryDynamo();
    }
}
