package dev.coinless.localstack.cloud.faults;

/// How deliveries of queues and streams go wrong.
@FunctionalInterface
public interface Delivery {

    /// Whether this delivery shall happen twice.
    boolean twice();

    /// Whether nothing is delivered at the moment.
    default boolean held() {
        return false;
    }

    /// Whether this batch shall come in the wrong order; of a stream: before an older one of
    /// another shard.
    default boolean reversed() {
        return false;
    }

    /// Into how many shards a stream is divided.
    default int shards() {
        return 1;
    }
}
