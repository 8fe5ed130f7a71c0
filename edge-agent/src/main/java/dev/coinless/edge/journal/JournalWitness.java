package dev.coinless.edge.journal;

/// Hears of each record right after it is durable and before anything else happens. The lab cuts
/// the power there; a product has none.
public interface JournalWitness {

    void written(RecordKind kind);
}
