package dev.coinless.model.cash;

import java.util.EnumSet;
import java.util.Set;

/// What the machine says of a sale beside item and price; such a sale is no money in the cash box.
public enum Remark {
    /// Given for nothing.
    FREE(1),
    /// A test by whoever serves the machine.
    TEST(2),
    /// A container was taken back and money paid out.
    NEGATIVE(4),
    /// Paid with a token.
    TOKEN(8),
    /// The machine names another currency than the module's.
    OTHER_CURRENCY(16);

    /// All bits that this version knows.
    static final int ALL = 31;

    private final int bit;

    Remark(int bit) {
        this.bit = bit;
    }

    static int bitsOf(Set<Remark> remarks) {
        return remarks.stream().mapToInt(remark -> remark.bit).sum();
    }

    static Set<Remark> of(int bits) {
        var remarks = EnumSet.noneOf(Remark.class);
        for (var remark : values()) {
            if ((bits & remark.bit) != 0) {
                remarks.add(remark);
            }
        }
        return remarks;
    }
}
