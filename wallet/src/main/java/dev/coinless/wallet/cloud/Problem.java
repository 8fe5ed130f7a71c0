package dev.coinless.wallet.cloud;

import dev.coinless.model.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/// Why a request did not succeed (RFC 9457), from the cloud or from the phone itself.
///
/// @param detail for people: what was wrong and what to do
/// @param serverTime the cloud's clock, if it said so
public record Problem(Refusal code, String title, String detail, Optional<Instant> serverTime) {
    public static Problem of(Refusal code, String detail) {
        return new Problem(code, code.title(), detail, Optional.empty());
    }

    /// One sentence for people.
    public String message() {
        return detail.isBlank() ? title : "%s: %s".formatted(title, detail);
    }
}
