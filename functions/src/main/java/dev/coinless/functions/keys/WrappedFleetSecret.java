package dev.coinless.functions.keys;

import dev.coinless.model.bytes.Bytes;

/// A version of the fleet secret as it is stored: encrypted by the custodian.
public record WrappedFleetSecret(int version, Bytes wrapped) {

    public static String context(int version) {
        return "coinless/1/fleet/" + version;
    }
}
