package dev.coinless.model.bytes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An immutable byte string, equal by content.
///
/// `toString` gives only the length: a byte string may be a key, a code or a token, and none of
/// these belongs in a log. Use [#hex()] where the bytes are meant to be read.
public final class Bytes implements Comparable<Bytes> {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    public static Bytes of(byte... value) {
        return new Bytes(value.clone());
    }

    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads hexadecimal text.
    ///
    /// @throws IllegalArgumentException if the text is not hexadecimal of even length
    public static Bytes fromHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    /// Reads base64url text (RFC 4648 5) without padding.
    ///
    /// @throws IllegalArgumentException if the text is not base64url without padding, or not the
    ///   canonical encoding of its bytes
    public static Bytes fromBase64Url(String text) {
        var bytes = new Bytes(Base64.getUrlDecoder().decode(text));
        if (!bytes.base64Url().equals(text)) {
            throw new IllegalArgumentException("not canonical base64url without padding");
        }
        return bytes;
    }

    /// The `width` low-order bytes of a number, most significant first.
    public static Bytes bigEndian(long number, int width) {
        var out = new byte[width];
        for (int i = 0; i < width; i++) {
            out[i] = (byte) (number >>> (8 * (width - 1 - i)));
        }
        return new Bytes(out);
    }

    public static Bytes concat(Bytes... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part.value);
        }
        return new Bytes(out.toByteArray());
    }

    public int length() {
        return value.length;
    }

    public byte at(int index) {
        return value[index];
    }

    /// The byte at `index` as 0..255.
    public int unsignedAt(int index) {
        return Byte.toUnsignedInt(value[index]);
    }

    /// The unsigned number in `width` (at most 7) bytes from `from`, most significant first.
    public long unsignedAt(int from, int width) {
        long number = 0;
        for (int i = 0; i < width; i++) {
            number = number << 8 | unsignedAt(from + i);
        }
        return number;
    }

    public Bytes slice(int from, int to) {
        return new Bytes(Arrays.copyOfRange(value, from, to));
    }

    public Bytes first(int count) {
        return slice(0, count);
    }

    public byte[] toArray() {
        return value.clone();
    }

    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(value).asReadOnlyBuffer();
    }

    public Bytes sha256() {
        try {
            return new Bytes(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// Equality whose time does not depend on where the first difference is.
    public boolean equalsInConstantTime(Bytes other) {
        return MessageDigest.isEqual(value, other.value);
    }

    public boolean startsWith(Bytes prefix) {
        return length() >= prefix.length() && first(prefix.length()).equals(prefix);
    }

    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    public String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /// Refuses any other length, naming what was measured.
    ///
    /// @throws IllegalArgumentException if the length differs
    public Bytes requireLength(String name, int length) {
        if (value.length != length) {
            throw new IllegalArgumentException(
                    "%s must be %d bytes, not %d".formatted(name, length, value.length));
        }
        return this;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Bytes[" + value.length + "]";
    }
}
