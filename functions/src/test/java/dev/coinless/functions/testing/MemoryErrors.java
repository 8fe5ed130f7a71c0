package dev.coinless.functions.testing;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The exceptions that AWS's client throws for cancelled transactions.
final class MemoryErrors {

    private MemoryErrors() {}

    static CancellationReason reason(String code) {
        return CancellationReason.builder().code(code).build();
    }

    static TransactionCanceledException cancelled(List<CancellationReason> reasons) {
        return TransactionCanceledException.builder()
                .message("cancelled")
                .cancellationReasons(reasons)
                .build();
    }
}
