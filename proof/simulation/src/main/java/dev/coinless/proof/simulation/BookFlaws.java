package dev.coinless.proof.simulation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/// Faults that somebody could build in good faith into what reads the table's stream, and into what
/// takes in coins and gives money back.
final class BookFlaws {

    private BookFlaws() {}

    /// Entries are appended whether they are there or not.
    static Faults appendsWithoutLooking() {
        return new Faults() {
            @Override
            public DynamoDbClient table(DynamoDbClient real) {
                return new TableBetween(real) {
                    @Override
                    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
                        return without("E#", super.batchGetItem(request));
                    }

                    @Override
                    public TransactWriteItemsResponse transactWriteItems(
                            TransactWriteItemsRequest request) {
                        return super.transactWriteItems(blindly(request, "E#"));
                    }
                };
            }
        };
    }

    private static BatchGetItemResponse without(String prefix, BatchGetItemResponse response) {
        var found = response.responses().getOrDefault(SimulatedCloud.BOOK, List.of());
        if (found.isEmpty()) {
            return response;
        }
        var others = found.stream().filter(item -> !isOf(item, prefix)).toList();
        return response.toBuilder().responses(Map.of(SimulatedCloud.BOOK, others)).build();
    }

    /// Items of a kind are written whatever is there.
    static TransactWriteItemsRequest blindly(TransactWriteItemsRequest request, String prefix) {
        return request.toBuilder()
                .transactItems(
                        request.transactItems().stream()
                                .map(each -> isOf(itemOf(each), prefix) ? blindly(each) : each)
                                .toList())
                .build();
    }

    private static TransactWriteItem blindly(TransactWriteItem write) {
        var put = Objects.requireNonNull(write.put());
        return write.toBuilder()
                .put(
                        put.toBuilder()
                                .conditionExpression(null)
                                .expressionAttributeNames(null)
                                .expressionAttributeValues(null)
                                .build())
                .build();
    }

    private static Map<String, AttributeValue> itemOf(TransactWriteItem write) {
        return Objects.requireNonNull(write.put()).item();
    }

    private static boolean isOf(Map<String, AttributeValue> item, String prefix) {
        return Objects.requireNonNull(item.get("pk")).s().startsWith(prefix);
    }

    /// The stream's position moves on although the function failed.
    static Faults positionForgotten() {
        return new Faults() {
            @Override
            public boolean mayForget(boolean isDone) {
                return true;
            }
        };
    }

    /// Sales for coins are acknowledged, and kept later or never.
    static Faults coinsAcknowledgedUnstored() {
        return new Faults() {
            @Override
            public DynamoDbClient table(DynamoDbClient real) {
                return new TableBetween(real) {
                    @Override
                    public TransactWriteItemsResponse transactWriteItems(
                            TransactWriteItemsRequest request) {
                        var kept =
                                request.transactItems().stream()
                                        .filter(each -> !itemOf(each).containsKey("csh"))
                                        .toList();
                        return super.transactWriteItems(
                                request.toBuilder().transactItems(kept).build());
                    }
                };
            }
        };
    }

    /// Money is given back without a look whether it was before.
    static Faults refundsWithoutCondition() {
        return new Faults() {
            @Override
            public DynamoDbClient table(DynamoDbClient real) {
                return new TableBetween(real) {
                    @Override
                    public GetItemResponse getItem(GetItemRequest request) {
                        var response = super.getItem(request);
                        return isOf(request.key(), "J#")
                                ? response.toBuilder().item(null).build()
                                : response;
                    }

                    @Override
                    public PutItemResponse putItem(PutItemRequest request) {
                        return super.putItem(
                                isOf(request.item(), "J#") ? unconditional(request) : request);
                    }

                    @Override
                    public TransactWriteItemsResponse transactWriteItems(
                            TransactWriteItemsRequest request) {
                        return super.transactWriteItems(blindly(blindly(request, "J#"), "V#"));
                    }
                };
            }
        };
    }

    private static PutItemRequest unconditional(PutItemRequest request) {
        return request.toBuilder()
                .conditionExpression(null)
                .expressionAttributeNames(null)
                .expressionAttributeValues(null)
                .build();
    }
}
