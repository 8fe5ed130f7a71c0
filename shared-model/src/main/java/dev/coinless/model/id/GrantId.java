package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;

/// Names a grant everywhere: table key, claim `cti`, receipt, log line; 16 bytes.
public record GrantId(Bytes value) {

    public static final int LENGTH = 16;

    public GrantId {
        value.requireLength("grant id", LENGTH);
    }

    public static GrantId fromHex(String hex) {
        return new GrantId(Bytes.fromHex(hex));
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
