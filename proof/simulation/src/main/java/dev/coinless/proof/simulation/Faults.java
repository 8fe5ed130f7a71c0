package dev.coinless.proof.simulation;

import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.vend.MachinePort;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Where a deliberate fault of the design is put in: between production code and its ports.
interface Faults {

    /// The system as it is.
    Faults NONE = new Faults() {};

    default DynamoDbClient table(DynamoDbClient table) {
        return table;
    }

    default Journal journal(DiskJournal journal, SimulatedModule module) {
        return journal;
    }

    default MachinePort machine(MachinePort machine, SimulatedModule module) {
        return machine;
    }

    /// A module has booted.
    default void booted(SimulatedModule module, DiskJournal journal) {}

    /// Whether the Book's stream forgets a batch.
    ///
    /// @param isDone whether the function took all of it
    default boolean mayForget(boolean isDone) {
        return isDone;
    }

    /// A step is over.
    default void stepped(World world) {}
}
