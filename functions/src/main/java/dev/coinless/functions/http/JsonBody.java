package dev.coinless.functions.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coinless.model.bytes.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A JSON object that a client sent; every reader names the member at fault.
public final class JsonBody {

    /// Longer than any request of the protocol, in bytes; bounds the parser's work.
    static final int MAX_LENGTH = 32 * 1024;

    /// Longest text in a list, in characters.
    private static final int MAX_LISTED = 64;

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode object;
    private final String path;

    private JsonBody(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /// Reads a body.
    ///
    /// @throws Refused MALFORMED if it is too long or not one JSON object
    public static JsonBody parse(Bytes body) throws Refused {
        if (body.length() > MAX_LENGTH) {
            throw new Refused(Problem.tooLarge(MAX_LENGTH));
        }
        try {
            return of(JSON.readTree(text(body)), "");
        } catch (JsonProcessingException e) {
            throw new Refused(Problem.malformed("", "the body is not JSON"));
        }
    }

    /// JSON between systems is UTF-8 (RFC 8259, 8.1); a parser left alone would guess UTF-32 from
    /// leading zeros.
    private static String text(Bytes body) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(Problem.malformed("", "the body is not UTF-8"));
        }
    }

    private static JsonBody of(JsonNode node, String path) throws Refused {
        if (!node.isObject()) {
            throw new Refused(Problem.malformed(path, "must be a JSON object"));
        }
        return new JsonBody(node, path);
    }

    /// Refuses members that this request does not have, so that a misspelt one is not ignored.
    public JsonBody only(String... known) throws Refused {
        var names = Set.of(known);
        for (var member : object.properties()) {
            if (!names.contains(member.getKey())) {
                throw new Refused(
                        Problem.malformed(name(member.getKey()), "is not a member of this object"));
            }
        }
        return this;
    }

    public boolean has(String member) {
        return object.has(member);
    }

    public boolean isNull(String member) {
        return object.path(member).isNull();
    }

    /// Texts of at most 64 characters each; none if the member is not there.
    public List<String> texts(String member, int max) throws Refused {
        var value = object.path(member);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > max) {
            throw malformed(member, "must be a list of at most %d texts".formatted(max));
        }
        var texts = new ArrayList<String>();
        for (var each : value) {
            if (!each.isTextual() || each.textValue().length() > MAX_LISTED) {
                throw malformed(
                        member,
                        "must be a list of texts of at most %d characters".formatted(MAX_LISTED));
            }
            texts.add(each.textValue());
        }
        return texts;
    }

    public JsonBody object(String member) throws Refused {
        return of(object.path(member), name(member));
    }

    public String text(String member, int maxLength) throws Refused {
        var value = object.path(member);
        if (!value.isTextual() || value.textValue().length() > maxLength) {
            throw new Refused(
                    Problem.malformed(
                            name(member),
                            "must be text of at most %d characters".formatted(maxLength)));
        }
        return value.textValue();
    }

    public long number(String member, long min, long max) throws Refused {
        var value = object.path(member);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw new Refused(
                    Problem.malformed(
                            name(member), "must be an integer from %d to %d".formatted(min, max)));
        }
        return value.longValue();
    }

    public boolean truth(String member) throws Refused {
        var value = object.path(member);
        if (!value.isBoolean()) {
            throw malformed(member, "must be true or false");
        }
        return value.booleanValue();
    }

    /// The names of the object's members.
    public Set<String> members() {
        return object.properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Base64url without padding.
    public Bytes bytes(String member, int maxLength) throws Refused {
        var text = text(member, (maxLength * 4 + 2) / 3);
        try {
            return Bytes.fromBase64Url(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.malformed(name(member), "must be base64url without padding"));
        }
    }

    /// As [#bytes], if the member is there.
    public Optional<Bytes> findBytes(String member, int maxLength) throws Refused {
        return has(member) ? Optional.of(bytes(member, maxLength)) : Optional.empty();
    }

    /// Exactly `length` bytes in lower-case hexadecimal.
    public Bytes hex(String member, int length) throws Refused {
        var text = text(member, 2 * length);
        if (text.length() != 2 * length || !text.matches("[0-9a-f]*")) {
            throw new Refused(
                    Problem.malformed(
                            name(member),
                            "must be %d lower-case hexadecimal digits".formatted(2 * length)));
        }
        return Bytes.fromHex(text);
    }

    public Refused malformed(String member, String detail) {
        return new Refused(Problem.malformed(name(member), detail));
    }

    private String name(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }
}
