package dev.coinless.model.export;

/// The first thing in an export that is not as it must be. Every verifier names the same line and
/// place for the same file.
public final class BrokenExport extends Exception {

    private static final long serialVersionUID = 1L;

    private final long line;
    private final String place;
    private final String reason;

    BrokenExport(long line, String place, String reason) {
        super("line %d, %s: %s".formatted(line, place, reason));
        this.line = line;
        this.place = place;
        this.reason = reason;
    }

    /// Counted from 1; where nothing follows, the line that is missing.
    public long line() {
        return line;
    }

    /// What stands there, such as `entry 3 of block A/2`.
    public String place() {
        return place;
    }

    /// What is wrong with it.
    public String reason() {
        return reason;
    }
}
