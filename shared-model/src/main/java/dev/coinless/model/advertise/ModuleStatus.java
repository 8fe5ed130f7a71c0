package dev.coinless.model.advertise;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.wire.Malformed;
import java.util.EnumMap;
import java.util.Map;

/// What the `Info` characteristic tells one connection: the advertisement again (browsers and iOS
/// cannot rely on scanning), a nonce for this connection, and the newest key certificates the
/// module has.
///
/// Layout: advertisement(23) nonce(16) then one serial(4) per [KeyUsage] in its order, 0 if none.
///
/// @param nonce fresh for each connection; a presentation signs it
public record ModuleStatus(
        Advertisement advertisement, Bytes nonce, Map<KeyUsage, KeySerial> newest) {

    public static final int NONCE_LENGTH = 16;

    private static final int SERIALS_AT = Advertisement.LENGTH + NONCE_LENGTH;
    private static final int SERIAL_LENGTH = 4;
    public static final int LENGTH = SERIALS_AT + SERIAL_LENGTH * KeyUsage.values().length;

    public ModuleStatus {
        nonce.requireLength("connection nonce", NONCE_LENGTH);
        newest = Map.copyOf(newest);
    }

    public Bytes encoded() {
        var parts = Bytes.concat(advertisement.encoded(), nonce);
        for (var usage : KeyUsage.values()) {
            parts = Bytes.concat(parts, serialOf(usage).bytes());
        }
        return parts;
    }

    /// The highest serial the module has for a usage; 0 if it has none.
    public KeySerial serialOf(KeyUsage usage) {
        return newest.getOrDefault(usage, new KeySerial(0));
    }

    /// Reads the characteristic's value.
    ///
    /// @throws Malformed if the length differs or the advertisement inside is not valid
    public static ModuleStatus decode(Bytes encoded) throws Malformed {
        if (encoded.length() != LENGTH) {
            throw new Malformed("Info has %d bytes".formatted(LENGTH));
        }
        var newest = new EnumMap<KeyUsage, KeySerial>(KeyUsage.class);
        for (var usage : KeyUsage.values()) {
            int at = SERIALS_AT + SERIAL_LENGTH * usage.number();
            newest.put(usage, new KeySerial(encoded.unsignedAt(at, SERIAL_LENGTH)));
        }
        return new ModuleStatus(
                Advertisement.decode(encoded.first(Advertisement.LENGTH)),
                encoded.slice(Advertisement.LENGTH, SERIALS_AT),
                newest);
    }
}
