package dev.coinless.proof.simulation;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The functions' way to the table, on which something else may happen between two requests:
/// another function works meanwhile, or the function dies.
final class HookedTable extends TableBetween {

    private Optional<Hook> hook = Optional.empty();

    private record Hook(int requestsBefore, Runnable what) {}

    HookedTable(DynamoDbClient table) {
        super(table);
    }

    /// Something happens once, before the request that comes after so many others.
    void before(int requests, Runnable what) {
        hook = Optional.of(new Hook(requests, what));
    }

    void clear() {
        hook = Optional.empty();
    }

    @Override
    void pass() {
        if (hook.isEmpty()) {
            return;
        }
        var now = hook.get();
        if (now.requestsBefore() > 0) {
            hook = Optional.of(new Hook(now.requestsBefore() - 1, now.what()));
        } else {
            hook = Optional.empty();
            now.what().run();
        }
    }
}
