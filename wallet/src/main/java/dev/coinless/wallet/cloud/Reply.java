package dev.coinless.wallet.cloud;

import com.fasterxml.jackson.databind.JsonNode;

/// What came of a request.
public sealed interface Reply {
    /// The cloud did it, or had done it before.
    record Done(JsonNode body) implements Reply {}

    /// The cloud says no.
    record Denied(Problem problem) implements Reply {}

    /// No answer; `reached` says whether the cloud may have the request nevertheless.
    record Unanswered(Problem problem, boolean reached) implements Reply {}
}
