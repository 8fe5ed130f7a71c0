package dev.coinless.simulators.air.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Messages as lines of JSON and back. Unknown kinds, unknown fields and missing fields are
/// refused.
public final class AirMessageCodec {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .build();

    private AirMessageCodec() {}

    /// The line, without its line feed.
    public static byte[] encode(AirMessage message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of the air has no JSON: " + message, e);
        }
    }

    /// The message of a line.
    ///
    /// @throws IOException if the line is no message of the air; the text names what is wrong
    public static AirMessage decode(String line) throws IOException {
        try {
            AirMessage message = JSON.readValue(line, AirMessage.class);
            if (message == null) {
                throw new IOException("null is not a message of the air");
            }
            return message;
        } catch (JsonProcessingException e) {
            throw new IOException("not a message of the air: " + e.getOriginalMessage(), e);
        }
    }

    static AirMessage decode(byte[] line) throws IOException {
        return decode(new String(line, StandardCharsets.UTF_8));
    }

    /// Bytes as the lower-case hexadecimal of the lines.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// The bytes of a hexadecimal value.
    ///
    /// @throws IllegalArgumentException if this is no hexadecimal
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
