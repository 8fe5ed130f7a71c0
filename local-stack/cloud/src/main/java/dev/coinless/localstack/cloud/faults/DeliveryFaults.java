package dev.coinless.localstack.cloud.faults;

import dev.coinless.localstack.cloud.tables.AwsMode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Deliveries of one kind, queues or streams, that go wrong when told to, and by AWS mode's chance.
public final class DeliveryFaults implements Delivery {

    /// The fewest that have an order to lose.
    private static final int STREAM_SHARDS = 2;

    private final AwsMode awsMode;
    private final Budget duplicates = new Budget();
    private final Budget reversals = new Budget();
    private final Set<String> heldFunctions = ConcurrentHashMap.newKeySet();
    private volatile boolean held;

    public DeliveryFaults(AwsMode awsMode) {
        this.awsMode = awsMode;
    }

    @Override
    public boolean twice() {
        return duplicates.take() || awsMode.duplicates();
    }

    @Override
    public boolean held() {
        return held;
    }

    @Override
    public boolean reversed() {
        return reversals.take();
    }

    public void duplicate(int times) {
        duplicates.set(times);
    }

    public void reverse(int times) {
        reversals.set(times);
    }

    public void hold() {
        held = true;
    }

    /// Holds back what is for one function only.
    public void hold(String function) {
        heldFunctions.add(function);
    }

    public void release() {
        held = false;
        heldFunctions.clear();
    }

    /// The same for one function's stream, in two shards, so that the order between items shows.
    public Delivery toStreamOf(String function) {
        return new Delivery() {

            @Override
            public boolean twice() {
                return DeliveryFaults.this.twice();
            }

            @Override
            public boolean held() {
                return held || heldFunctions.contains(function);
            }

            @Override
            public boolean reversed() {
                return DeliveryFaults.this.reversed() || awsMode.duplicates();
            }

            @Override
            public int shards() {
                return STREAM_SHARDS;
            }
        };
    }

    void clear() {
        duplicates.set(0);
        reversals.set(0);
        release();
    }
}
