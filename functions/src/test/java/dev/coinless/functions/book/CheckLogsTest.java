package dev.coinless.functions.book;

import static dev.coinless.functions.book.BookSamples.A;
import static dev.coinless.functions.book.BookSamples.NOW;
import static dev.coinless.functions.book.BookSamples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.io.table.DynamoBook;
import dev.coinless.functions.io.table.Table;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryArchive;
import dev.coinless.functions.testing.MemoryDynamo;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A log is checked to the same effect at once and level by level.
class CheckLogsTest {

    private final MemoryDynamo dynamo = new MemoryDynamo();
    private final DynamoBook store = new DynamoBook(new Table(dynamo, "coinless"));
    private final MemoryArchive archive = new MemoryArchive();
    private final Attempts attempts = new Attempts(AwsMode.dice(1), _ -> {});

    private void block(int number) {
        new AppendEntries(store, attempts).append(List.of(entry(number, 1)));
        new SealLanes(store, archive, attempts).sealAll(NOW);
    }

    @Test
    void aLogOfAnyLengthIsWhole() {
        for (int length = 1; length <= 20; length++) {
            block(length);
            assertThat(new CheckLogs(store, 0).fault(store.lane(A))).isEmpty();
            assertThat(new CheckLogs(store).fault(store.lane(A))).isEmpty();
        }
    }

    @Test
    void eachNodeThatWasChangedIsNamedEitherWay() {
        for (int i = 1; i <= 13; i++) {
            block(i);
        }
        for (var node : dynamo.itemsOf("N#A").toList()) {
            var changed = new HashMap<>(node);
            var hash = node.get("hsh").b().asByteArray();
            hash[5] ^= 1;
            changed.put("hsh", AttributeValue.fromB(SdkBytes.fromByteArray(hash)));
            dynamo.force(changed);

            var apart = new CheckLogs(store, 0).fault(store.lane(A));
            assertThat(apart)
                    .hasValueSatisfying(
                            what -> assertThat(what).endsWith(" is not that of its tree"));
            assertThat(new CheckLogs(store).fault(store.lane(A))).isEqualTo(apart);
            dynamo.force(node);
        }
        assertThat(new CheckLogs(store, 0).fault(store.lane(A))).isEmpty();
    }
}
