package dev.coinless.wallet.authorize;

import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.LineMask;

/// What the holder chose on the phone, for a machine at which nothing can be selected.
///
/// @param line of the machine, 1..32
/// @param amount minor units
public record Choice(int line, long amount) {

    public Choice {
        if (line < 1 || line > LineMask.MAX_LINE) {
            throw new IllegalArgumentException(
                    "lines are 1 to %d, not %d".formatted(LineMask.MAX_LINE, line));
        }
        if (amount < 1 || amount > Grant.MAX_CAP) {
            throw new IllegalArgumentException("the amount is in cents, at least 1");
        }
    }

    /// Whether a grant is for this and nothing else.
    boolean isMetBy(Grant grant) {
        return grant.kind() == GrantKind.PULSE
                && grant.lines() == LineMask.of(line)
                && grant.cap().minorUnits() == amount;
    }
}
