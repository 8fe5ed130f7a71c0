package dev.coinless.model.export;

import org.jspecify.annotations.Nullable;

/// What is wrong with the line that is being read; whoever reads it knows where it is.
final class Fault extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    Fault(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /// What was looked for and must be there.
    static <T> T present(@Nullable T found, String reason) throws Fault {
        if (found == null) {
            throw new Fault(reason);
        }
        return found;
    }

    static void unless(boolean holds, String reason) throws Fault {
        if (!holds) {
            throw new Fault(reason);
        }
    }
}
