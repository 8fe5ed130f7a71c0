package dev.coinless.functions.http;

import dev.coinless.model.refusal.Refusal;
import java.util.Optional;

/// Why a request was refused, as problem+json (RFC 9457) tells it.
///
/// @param detail what was wrong and what to do
/// @param field the member of the body at fault
public record Problem(Refusal reason, String detail, Optional<String> field) {

    public static Problem of(Refusal reason, String detail) {
        return new Problem(reason, detail, Optional.empty());
    }

    public static Problem malformed(String field, String detail) {
        return new Problem(Refusal.MALFORMED, detail, Optional.of(field));
    }
}
