package dev.coinless.edge.journal;

/// The journal could not be read or written; whether the last record is in it is not known.
public final class JournalUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    public JournalUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
