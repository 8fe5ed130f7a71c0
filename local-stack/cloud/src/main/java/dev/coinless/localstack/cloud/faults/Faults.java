package dev.coinless.localstack.cloud.faults;

import dev.coinless.localstack.cloud.tables.AwsMode;

/// Everything that can be made to go wrong in the local cloud.
public record Faults(
        FrontFaults front, TableFaults tables, DeliveryFaults queues, DeliveryFaults streams) {

    public static Faults none(AwsMode awsMode) {
        return new Faults(
                new FrontFaults(),
                new TableFaults(awsMode),
                new DeliveryFaults(awsMode),
                new DeliveryFaults(awsMode));
    }

    /// Ends all of them; AWS mode stays as it is.
    public void clear() {
        front.clear();
        tables.clear();
        queues.clear();
        streams.clear();
    }
}
