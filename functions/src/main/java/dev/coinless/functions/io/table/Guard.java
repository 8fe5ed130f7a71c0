package dev.coinless.functions.io.table;

import dev.coinless.functions.retry.TableBusy;
import dev.coinless.functions.retry.Write;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// Sorts what DynamoDB throws: a condition that did not hold, a table that is busy, or a mistake of
/// ours, which is thrown on.
final class Guard {

    private static final String CONDITION = "ConditionalCheckFailed";

    /// Cancellation reasons that trying again may cure.
    private static final Set<String> TRANSIENT =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private Guard() {}

    static <T> T read(Supplier<T> call) {
        try {
            return call.get();
        } catch (ProvisionedThroughputExceededException
                | RequestLimitExceededException
                | ThrottlingException
                | TransactionConflictException
                | TransactionInProgressException
                | InternalServerErrorException
                | ApiCallTimeoutException
                | ApiCallAttemptTimeoutException e) {
            throw new TableBusy("the table is busy", e);
        } catch (SdkClientException e) {
            throw new TableBusy("the table did not answer", e);
        }
    }

    static Write write(Runnable call) {
        try {
            read(() -> {
                call.run();
                return true;
            });
            return Write.WRITTEN;
        } catch (ConditionalCheckFailedException e) {
            return Write.CHANGED_MEANWHILE;
        } catch (TransactionCanceledException e) {
            return cancelled(e);
        }
    }

    private static Write cancelled(TransactionCanceledException cancelled) {
        var codes = cancelled.cancellationReasons().stream().map(reason -> reason.code()).toList();
        if (codes.contains(CONDITION)) {
            return Write.CHANGED_MEANWHILE;
        }
        if (codes.stream().anyMatch(TRANSIENT::contains)) {
            throw new TableBusy("the transaction met another: " + codes, cancelled);
        }
        throw cancelled;
    }
}
