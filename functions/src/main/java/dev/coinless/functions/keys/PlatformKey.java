package dev.coinless.functions.keys;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import java.time.Instant;

/// One of the platform's keys as it is stored.
///
/// @param certificate the signed KEYCERT, public
/// @param wrapped the private key, encrypted by the custodian
public record PlatformKey(
        KeyUsage usage, KeySerial serial, Bytes certificate, Bytes wrapped, Instant made) {

    /// What the wrapping is bound to, so that one key's ciphertext never opens as another's.
    public static String context(KeyUsage usage, KeySerial serial) {
        return "coinless/1/key/%s/%s".formatted(usage, serial);
    }
}
