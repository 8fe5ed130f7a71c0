package dev.coinless.localstack.cloud.tables;

/// Decides what each call to the tables meets.
public interface Troubles {

    /// What happens to one call.
    enum Trouble {
        NONE,
        /// Another transaction holds an item (transactions only).
        TRANSACTION_CONFLICT,
        /// The partition is over its throughput.
        THROTTLED,
        /// The write happens, the caller gets HTTP 500.
        ERROR_AFTER_COMMIT,
        /// The write happens, the caller's connection is closed.
        SILENCE_AFTER_COMMIT,
        /// An index answers as it did a moment ago.
        STALE_INDEX
    }

    /// Decides for one call.
    ///
    /// @param operation DynamoDB's name of it
    /// @param onIndex whether it reads an index
    Trouble next(String operation, boolean onIndex);
}
