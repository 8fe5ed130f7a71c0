package dev.coinless.simulators.air;

import java.io.IOException;
import java.util.HexFormat;

/// Values on the wire of the air, which stay hexadecimal inside of it.
final class Values {
    private Values() {}

    /// How many bytes this is.
    ///
    /// @throws IOException if it is not lower-case hexadecimal
    static int bytes(String hex) throws IOException {
        try {
            byte[] value = HexFormat.of().parseHex(hex);
            if (HexFormat.of().formatHex(value).equals(hex)) {
                return value.length;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("not hexadecimal: " + hex, e);
        }
        throw new IOException("not lower-case hexadecimal: " + hex);
    }
}
