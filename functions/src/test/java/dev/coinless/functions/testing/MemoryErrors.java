package dev.coinless.functions.testing;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The exceptions that AWS's client throws.
final class MemoryErrors {

    private MemoryErrors() {}

    static CancellationReason reason(String code) {
        return CancellationReason.builder().code(code).build();
    }

    /// A condition that did not hold in a transaction.
    static CancellationReason failed(Map<String, AttributeValue> old) {
        var reason = CancellationReason.builder().code("ConditionalCheckFailed");
        return old.isEmpty() ? reason.build() : reason.item(old).build();
    }

    static ConditionalCheckFailedException conditionFailed(Map<String, AttributeValue> old) {
        var failure = ConditionalCheckFailedException.builder();
        if (!old.isEmpty()) {
            failure.item(old);
        }
        failure.message("condition");
        return failure.build();
    }

    static TransactionCanceledException cancelled(List<CancellationReason> reasons) {
        return TransactionCanceledException.builder()
                .message("cancelled")
                .cancellationReasons(reasons)
                .build();
    }

    static DynamoDbException invalid(String message) {
        return (DynamoDbException)
                DynamoDbException.builder()
                        .message(message)
                        .awsErrorDetails(
                                AwsErrorDetails.builder().errorCode("ValidationException").build())
                        .build();
    }
}
