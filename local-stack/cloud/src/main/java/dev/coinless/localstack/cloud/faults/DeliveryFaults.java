package dev.coinless.localstack.cloud.faults;

import dev.coinless.localstack.cloud.tables.AwsMode;

/// Deliveries of one kind, queues or streams, that go wrong when told to, and by AWS mode's chance.
public final class DeliveryFaults implements Delivery {

    private final AwsMode awsMode;
    private final Budget duplicates = new Budget();
    private final Budget reversals = new Budget();
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

    public void hold(boolean on) {
        held = on;
    }

    void clear() {
        duplicates.set(0);
        reversals.set(0);
        held = false;
    }
}
