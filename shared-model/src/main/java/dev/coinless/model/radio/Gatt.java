package dev.coinless.model.radio;

import dev.coinless.model.bytes.Bytes;
import java.util.UUID;

/// The GATT service of a payment module.
public final class Gatt {

    public static final UUID SERVICE = UUID.fromString("7b1cc015-1e55-4a3d-9d2f-0e5a1c010000");

    /// The service UUID as advertising carries it.
    public static final Bytes SERVICE_UUID_LITTLE_ENDIAN = littleEndian(SERVICE);

    /// Smallest ATT MTU (Bluetooth Core 5.4, 3.F.3.2.8), 20 bytes of value.
    public static final int MIN_MTU = 23;

    /// Largest ATT MTU that stacks negotiate in practice.
    public static final int MAX_MTU = 517;

    /// What a write or notification spends on its opcode and handle.
    public static final int ATT_OVERHEAD = 3;

    /// Longest attribute value (Bluetooth Core 5.4, 3.F.3.2.9).
    public static final int MAX_VALUE = 512;

    /// The four characteristics.
    public enum Characteristic {
        /// Read: [dev.coinless.model.advertise.ModuleStatus].
        INFO("Info", 1),
        /// Read: the open signed authorization request, empty if there is none. Notified when that
        /// changes.
        REQUEST("Request", 2),
        /// Write: framed messages from the phone.
        IN("In", 3),
        /// Notify: framed messages to the phone.
        OUT("Out", 4);

        private final String label;
        private final UUID uuid;

        Characteristic(String label, int number) {
            this.label = label;
            this.uuid =
                    new UUID(
                            SERVICE.getMostSignificantBits(),
                            SERVICE.getLeastSignificantBits() | number);
        }

        public String label() {
            return label;
        }

        public UUID uuid() {
            return uuid;
        }
    }

    private Gatt() {}

    private static Bytes littleEndian(UUID uuid) {
        var out = new byte[16];
        for (int i = 0; i < 8; i++) {
            out[i] = (byte) (uuid.getLeastSignificantBits() >>> (8 * i));
            out[8 + i] = (byte) (uuid.getMostSignificantBits() >>> (8 * i));
        }
        return Bytes.of(out);
    }
}
