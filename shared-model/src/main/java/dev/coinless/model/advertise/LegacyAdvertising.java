package dev.coinless.model.advertise;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.radio.Gatt;
import dev.coinless.model.wire.Malformed;
import java.util.Optional;

/// Puts an [Advertisement] into the 31 + 31 bytes of legacy advertising (Bluetooth Core Supplement,
/// part A): flags and service UUID in the advertisement, manufacturer data in the scan response.
public final class LegacyAdvertising {

    /// Bytes that one legacy advertising or scan response PDU holds.
    public static final int MAX_LENGTH = 31;

    /// Company identifier for development, as the Bluetooth SIG reserves it.
    public static final int DEVELOPMENT_COMPANY = 0xFFFF;

    private static final int AD_FLAGS = 0x01;
    private static final int AD_ALL_128_BIT_UUIDS = 0x07;
    private static final int AD_MANUFACTURER = 0xFF;

    /// General discoverable, no classic Bluetooth.
    private static final int LE_ONLY = 0x06;

    private LegacyAdvertising() {}

    /// Flags and the service UUID; the same for every module.
    public static Bytes advertisingData() {
        return Bytes.concat(
                structure(AD_FLAGS, Bytes.of((byte) LE_ONLY)),
                structure(AD_ALL_128_BIT_UUIDS, Gatt.SERVICE_UUID_LITTLE_ENDIAN));
    }

    /// Manufacturer data: company identifier (little endian) and the 23 bytes.
    ///
    /// @param company a Bluetooth SIG company identifier, 16 bits
    public static Bytes scanResponse(int company, Advertisement advertisement) {
        return structure(
                AD_MANUFACTURER,
                Bytes.concat(
                        Bytes.of((byte) company, (byte) (company >>> 8)), advertisement.encoded()));
    }

    /// The advertisement in a scan response, or empty if this is not one of ours.
    ///
    /// @throws Malformed if it carries our company identifier but not a valid advertisement
    public static Optional<Advertisement> decode(int company, Bytes scanResponse) throws Malformed {
        int at = 0;
        while (at < scanResponse.length()) {
            int length = scanResponse.unsignedAt(at);
            if (length == 0 || at + 1 + length > scanResponse.length()) {
                return Optional.empty();
            }
            var content = scanResponse.slice(at + 2, at + 1 + length);
            if (scanResponse.unsignedAt(at + 1) == AD_MANUFACTURER
                    && content.length() >= 2
                    && (content.unsignedAt(0) | content.unsignedAt(1) << 8) == company) {
                return Optional.of(Advertisement.decode(content.slice(2, content.length())));
            }
            at += 1 + length;
        }
        return Optional.empty();
    }

    private static Bytes structure(int type, Bytes content) {
        return Bytes.concat(Bytes.of((byte) (content.length() + 1), (byte) type), content);
    }
}
