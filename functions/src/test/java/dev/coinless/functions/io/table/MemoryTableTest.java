package dev.coinless.functions.io.table;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The table in memory, with an index that lags.
class MemoryTableTest extends TableContract {

    @Override
    DynamoDbClient client() {
        return new MemoryDynamo(new AwsMode(0, 0, 0, 50), 3);
    }
}
