package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;

/// Names a payment module for ever, through every re-enrolment; 6 bytes.
public record ModuleId(Bytes value) {

    public static final int LENGTH = 6;

    public ModuleId {
        value.requireLength("module id", LENGTH);
    }

    public static ModuleId fromHex(String hex) {
        return new ModuleId(Bytes.fromHex(hex));
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
