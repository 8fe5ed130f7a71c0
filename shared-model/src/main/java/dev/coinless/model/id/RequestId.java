package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;

/// Chosen by the phone for each writing HTTP request; its replay gives the stored answer.
public record RequestId(Bytes value) {

    public static final int LENGTH = 16;

    public RequestId {
        value.requireLength("request id", LENGTH);
    }

    public static RequestId fromHex(String hex) {
        return new RequestId(Bytes.fromHex(hex));
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
