package dev.coinless.simulators.air.link;

/// The limits of the simulated radio, those of Bluetooth LE where it has one.
public final class AirLimits {
    /// Bytes of advertising data, and of a scan response (legacy advertising, Bluetooth Core 4.B
    /// 2.3).
    public static final int ADVERTISING_BYTES = 31;

    /// Bytes of the smallest ATT MTU (Bluetooth Core 3.F 5.2.1).
    public static final int SMALLEST_MTU = 23;

    /// Bytes of the largest ATT MTU that phones agree to, and the default of the air.
    public static final int LARGEST_MTU = 517;

    /// Bytes of a write or notification that are ATT header and not value (opcode 1, handle 2).
    public static final int ATT_HEADER_BYTES = 3;

    /// Bytes of the longest attribute value (Bluetooth Core 3.F 3.2.9); long reads reach it at any
    /// MTU.
    public static final int ATTRIBUTE_BYTES = 512;

    /// Bytes of a Unix domain socket's path on Linux (`sun_path` less its final zero).
    public static final int SOCKET_PATH_BYTES = 107;

    /// Bytes of one JSON line: a 512-byte value in hexadecimal and its envelope fit twice.
    public static final int LINE_BYTES = 4096;

    private AirLimits() {}

    /// The most bytes that one write or notification carries.
    public static int valueBytes(int mtu) {
        return mtu - ATT_HEADER_BYTES;
    }
}
