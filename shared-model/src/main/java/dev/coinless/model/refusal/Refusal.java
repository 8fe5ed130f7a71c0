package dev.coinless.model.refusal;

import java.util.Arrays;
import java.util.Optional;

/// Why something was refused: one vocabulary, problem+json over HTTP and one byte over Bluetooth.
///
/// Adding one: also docs/protocol.md, whose table a test compares with this.
public enum Refusal {
    BAD_SIGNATURE(1, 401, "The signature does not verify"),
    BAD_CODE(2, 400, "The authorization code is not this module's"),
    UNKNOWN_ISSUER(3, 401, "The signing key is not known"),
    WRONG_MODULE(4, 409, "This is meant for another module"),
    WRONG_OPERATOR(5, 409, "This is meant for another operator's machines"),
    STALE_CODE(6, 409, "The authorization code is too old"),
    CODE_SPENT(7, 409, "The authorization code has been used"),
    EXPIRED(8, 409, "The time for this is over"),
    NOT_YET(9, 409, "It is too early for this"),
    NO_PROOF(10, 401, "The proof of possession is missing or wrong"),
    OVER_LIMIT(11, 403, "A limit would be exceeded"),
    INSUFFICIENT(12, 402, "There is not enough money"),
    REPLAY(13, 409, "This was already used with other content"),
    REVOKED(14, 403, "This has been revoked"),
    SUPERSEDED(15, 409, "A newer one has replaced this"),
    UNLICENSED(16, 403, "The module has no licence"),
    PIN_WRONG(17, 403, "The PIN is wrong"),
    PIN_LOCKED(18, 423, "The PIN is locked"),
    RESCUE_LOCKED(19, 423, "Rescue codes are locked for a while"),
    NOT_OWNER(20, 403, "This belongs to somebody else"),
    REPLACED(21, 409, "This has been replaced"),
    MISMATCH(22, 409, "What is presented differs from what was asked"),
    CARD_INVALID(23, 403, "The card is not valid"),
    TOO_FAR(24, 409, "Hold it closer"),
    SPEC_LIMIT(25, 409, "The specification allows no more"),
    NEED_NETWORK(26, 503, "This needs a network"),
    BUSY(27, 503, "Busy, try again in a moment"),
    MALFORMED(28, 400, "The request is not well-formed"),
    UNSUPPORTED_VERSION(29, 400, "The protocol version is not supported");

    private final int number;
    private final int httpStatus;
    private final String title;

    Refusal(int number, int httpStatus, String title) {
        this.number = number;
        this.httpStatus = httpStatus;
        this.title = title;
    }

    /// The byte over Bluetooth, never 0.
    public int number() {
        return number;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /// The `title` of the problem+json (RFC 9457).
    public String title() {
        return title;
    }

    public static Optional<Refusal> of(int number) {
        return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
    }
}
