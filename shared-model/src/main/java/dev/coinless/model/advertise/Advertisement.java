package dev.coinless.model.advertise;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.wire.Malformed;
import java.util.EnumSet;
import java.util.Set;

/// Stage 1: the 23 bytes that a module broadcasts.
///
/// Layout: version(1) flags(1) module(6) counter(4) code(8) price hint(2) tx power(1), numbers most
/// significant byte first.
///
/// @param priceHint the lowest price at the machine in minor units, 0 if unknown; a hint only
/// @param txPower the transmitter's power at 1 m in dBm, -128..127
public record Advertisement(
        Set<Flag> flags, ModuleId module, AuthorizationCode code, int priceHint, int txPower) {

    public static final int LENGTH = 23;

    public static final int VERSION = 1;

    private static final int MAX_PRICE_HINT = 0xFFFF;

    /// What a phone should know before it connects; unknown bits are ignored.
    public enum Flag {
        /// The machine can sell now.
        READY(0x01),
        /// A session is under way; presenting gets BUSY.
        IN_SESSION(0x02),
        /// A selection at the machine comes first; there may be an open request to read.
        SELECTION_FIRST(0x04),
        /// The module has a network of its own.
        CONNECTED(0x08);

        private final int bit;

        Flag(int bit) {
            this.bit = bit;
        }

        int bit() {
            return bit;
        }
    }

    public Advertisement {
        flags = Set.copyOf(flags);
        if (priceHint < 0 || priceHint > MAX_PRICE_HINT) {
            throw new IllegalArgumentException("price hint must be 0..65535, not " + priceHint);
        }
        if (txPower < Byte.MIN_VALUE || txPower > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("tx power must be -128..127, not " + txPower);
        }
    }

    public Bytes encoded() {
        int bits = flags.stream().mapToInt(Flag::bit).sum();
        return Bytes.concat(
                Bytes.of((byte) VERSION, (byte) bits),
                module.value(),
                code.counter().bytes(),
                code.mac(),
                Bytes.bigEndian(priceHint, 2),
                Bytes.of((byte) txPower));
    }

    /// Reads the 23 bytes.
    ///
    /// @throws Malformed if the length differs, or the version is one this build does not know
    public static Advertisement decode(Bytes encoded) throws Malformed {
        if (encoded.length() != LENGTH) {
            throw new Malformed("an advertisement has %d bytes".formatted(LENGTH));
        }
        if (encoded.unsignedAt(0) != VERSION) {
            throw new Malformed(
                    "protocol version %d is not known here, update the app"
                            .formatted(encoded.unsignedAt(0)));
        }
        var flags = EnumSet.noneOf(Flag.class);
        for (var flag : Flag.values()) {
            if ((encoded.unsignedAt(1) & flag.bit()) != 0) {
                flags.add(flag);
            }
        }
        return new Advertisement(
                flags,
                new ModuleId(encoded.slice(2, 8)),
                new AuthorizationCode(new Counter(encoded.unsignedAt(8, 4)), encoded.slice(12, 20)),
                (int) encoded.unsignedAt(20, 2),
                encoded.at(22));
    }
}
