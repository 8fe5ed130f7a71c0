package dev.coinless.functions.testing;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// One write of one item, whatever request asks for it.
///
/// @param item as it will be; empty to remove it, or if it is only checked
/// @param returnsOld whether a failed condition gives the item that was found
record MemoryWrite(
        String table,
        MemoryItems.At at,
        Map<String, AttributeValue> item,
        Optional<Condition.Bound> condition,
        boolean isOnlyChecked,
        boolean returnsOld) {

    static MemoryWrite of(PutItemRequest put) {
        return new MemoryWrite(
                put.tableName(),
                MemoryItems.At.of(put.item()),
                put.item(),
                condition(
                        put.conditionExpression(),
                        put.expressionAttributeNames(),
                        put.expressionAttributeValues()),
                false,
                isOld(put.returnValuesOnConditionCheckFailure()));
    }

    static MemoryWrite of(DeleteItemRequest delete) {
        return new MemoryWrite(
                delete.tableName(),
                MemoryItems.At.of(delete.key()),
                Map.of(),
                condition(
                        delete.conditionExpression(),
                        delete.expressionAttributeNames(),
                        delete.expressionAttributeValues()),
                false,
                isOld(delete.returnValuesOnConditionCheckFailure()));
    }

    static MemoryWrite of(TransactWriteItem write) {
        if (write.put() != null) {
            var put = write.put();
            return new MemoryWrite(
                    put.tableName(),
                    MemoryItems.At.of(put.item()),
                    put.item(),
                    condition(
                            put.conditionExpression(),
                            put.expressionAttributeNames(),
                            put.expressionAttributeValues()),
                    false,
                    isOld(put.returnValuesOnConditionCheckFailure()));
        }
        if (write.delete() != null) {
            var delete = write.delete();
            return new MemoryWrite(
                    delete.tableName(),
                    MemoryItems.At.of(delete.key()),
                    Map.of(),
                    condition(
                            delete.conditionExpression(),
                            delete.expressionAttributeNames(),
                            delete.expressionAttributeValues()),
                    false,
                    isOld(delete.returnValuesOnConditionCheckFailure()));
        }
        if (write.conditionCheck() != null) {
            var check = write.conditionCheck();
            return new MemoryWrite(
                    check.tableName(),
                    MemoryItems.At.of(check.key()),
                    Map.of(),
                    condition(
                            check.conditionExpression(),
                            check.expressionAttributeNames(),
                            check.expressionAttributeValues()),
                    true,
                    isOld(check.returnValuesOnConditionCheckFailure()));
        }
        throw new UnsupportedOperationException("the table in memory cannot update in place");
    }

    /// Whether it may be done, given the item as it is; an empty map if there is none.
    boolean holds(Map<String, AttributeValue> before) {
        return condition.isEmpty() || condition.get().holds(before);
    }

    private static Optional<Condition.Bound> condition(
            String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        return expression == null
                ? Optional.empty()
                : Optional.of(Condition.Bound.of(expression, names, values));
    }

    private static boolean isOld(ReturnValuesOnConditionCheckFailure wanted) {
        return wanted == ReturnValuesOnConditionCheckFailure.ALL_OLD;
    }
}
