package dev.coinless.functions.http;

import dev.coinless.model.refusal.Refusal;
import java.util.Optional;

/// Why a request was refused, as problem+json (RFC 9457) tells it.
///
/// @param detail what was wrong and what to do
/// @param status HTTP's; the reason's own unless HTTP has a closer one
/// @param field the member of the body at fault
public record Problem(Refusal reason, int status, String detail, Optional<String> field) {

    /// RFC 9110 15.5.14.
    private static final int CONTENT_TOO_LARGE = 413;

    /// RFC 9110 15.5.16.
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    /// RFC 6585 4.
    public static final int TOO_MANY_REQUESTS = 429;

    public static Problem of(Refusal reason, String detail) {
        return new Problem(reason, reason.httpStatus(), detail, Optional.empty());
    }

    public static Problem malformed(String field, String detail) {
        return about(Refusal.MALFORMED, field, detail);
    }

    public static Problem about(Refusal reason, String field, String detail) {
        return new Problem(reason, reason.httpStatus(), detail, Optional.of(field));
    }

    /// A source has asked too often.
    public static Problem tooMany(String detail) {
        return new Problem(Refusal.OVER_LIMIT, TOO_MANY_REQUESTS, detail, Optional.empty());
    }

    static Problem tooLarge(int maxBytes) {
        return new Problem(
                Refusal.MALFORMED,
                CONTENT_TOO_LARGE,
                "the body has more than %d bytes".formatted(maxBytes),
                Optional.of(""));
    }

    static Problem notJson() {
        return new Problem(
                Refusal.MALFORMED,
                UNSUPPORTED_MEDIA_TYPE,
                "content-type must be application/json",
                Optional.of(""));
    }
}
