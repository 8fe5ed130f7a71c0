package dev.coinless.model.grant;

import java.util.OptionalInt;

/// The mask in a grant of the items or lines it is good for.
///
/// In a cashless session bit n stands for item n, as machines number their selections from 0 on.
/// Lines and doors are wired and numbered from 1 on: there bit n - 1 stands for line n.
public final class LineMask {

    /// Any item or line.
    public static final long ANY = Grant.ANY_LINE;

    /// The highest line that a mask can name.
    public static final int MAX_LINE = 32;

    private LineMask() {}

    /// The mask of one line.
    ///
    /// @param line 1..32
    public static long of(int line) {
        if (line < 1 || line > MAX_LINE) {
            throw new IllegalArgumentException("a line is 1..%d, not %d".formatted(MAX_LINE, line));
        }
        return 1L << (line - 1);
    }

    /// The line of a mask that names exactly one.
    public static OptionalInt only(long mask) {
        return Long.bitCount(mask) == 1
                ? OptionalInt.of(Long.numberOfTrailingZeros(mask) + 1)
                : OptionalInt.empty();
    }

    /// Whether a mask holds an item or a line; those beyond the mask need one for any.
    public static boolean holds(long mask, GrantKind kind, int number) {
        int bit =
                switch (kind) {
                    case VEND, SWIPE -> number;
                    case PULSE, DOOR -> number - 1;
                };
        return mask == ANY || (bit >= 0 && bit < MAX_LINE && (mask >>> bit & 1) == 1);
    }
}
