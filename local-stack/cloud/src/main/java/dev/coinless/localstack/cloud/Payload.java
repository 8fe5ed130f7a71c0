package dev.coinless.localstack.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that travel between a caller and a function; equal by content, never changed.
public final class Payload {

    public static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes the array over; the caller must not change it afterwards.
    public static Payload of(byte[] bytes) {
        return new Payload(bytes);
    }

    public static Payload of(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The bytes themselves, not a copy; the caller must not change them.
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Only the size: payloads may hold secrets and must not reach a log.
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
