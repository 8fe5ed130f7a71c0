package dev.coinless.functions.retry;

/// What came of a conditional write.
public enum Write {
    WRITTEN,
    /// A condition did not hold: somebody else was first. Read again and decide again.
    CHANGED_MEANWHILE
}
