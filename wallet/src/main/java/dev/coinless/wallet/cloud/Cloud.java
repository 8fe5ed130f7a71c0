package dev.coinless.wallet.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.http.SignatureInput;
import dev.coinless.model.http.SignedRequest;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.cloud.Network.Answer;
import dev.coinless.wallet.cloud.Network.Call;
import dev.coinless.wallet.cloud.Network.NetworkFailure;
import dev.coinless.wallet.keys.AccountKey;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Signs requests (RFC 9421), repeats them where that is safe, and reads the answers.
///
/// A repeat carries the same request id and body, so the cloud answers it as it answered the first.
/// Safe for use by several threads.
public final class Cloud {
    /// Sends of one request while the cloud says that it is busy.
    static final int MAX_TRIES = 4;

    /// Longest wait that a `Retry-After` gets from us; people stand at the machine.
    static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(5);

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private final Network network;
    private final AccountKey key;
    private final InstantSource clock;
    private final Pause pause;

    /// How far the cloud's clock is ahead of ours, learned from a 401.
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /// Waits; in tests it does not.
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    public Cloud(Network network, AccountKey key, InstantSource clock, Pause pause) {
        this.network = network;
        this.key = key;
        this.clock = clock;
        this.pause = pause;
    }

    /// Reads something.
    ///
    /// @param id used for this exchange only
    public Reply get(String path, RequestId id) throws InterruptedException {
        return send("GET", path, Bytes.EMPTY, id);
    }

    /// Writes something.
    ///
    /// @param id names the request for ever: the same id must always come with the same body
    public Reply post(String path, ObjectNode body, RequestId id) throws InterruptedException {
        return send("POST", path, Bytes.utf8(body.toString()), id);
    }

    private Reply send(String method, String path, Bytes body, RequestId id)
            throws InterruptedException {
        boolean reached = false;
        boolean clockSet = false;
        for (int attempt = 1; ; attempt++) {
            Answer answer;
            try {
                answer = network.exchange(signed(method, path, body, id));
            } catch (NetworkFailure e) {
                return new Reply.Unanswered(
                        Problem.of(Refusal.NEED_NETWORK, String.valueOf(e.getMessage())),
                        reached || e.reached());
            }
            reached = true;
            if (answer.status() < 300) {
                return done(answer);
            }
            var problem = problem(answer);
            if (answer.status() == UNAUTHORIZED && problem.serverTime().isPresent() && !clockSet) {
                clockSet = true;
                ahead.set(Duration.between(clock.instant(), problem.serverTime().get()));
            } else if (isTooLong(answer)) {
                return new Reply.Denied(problem);
            } else if (isPassing(answer) && attempt < MAX_TRIES) {
                pause.of(waitFor(answer, attempt));
            } else {
                return isPassing(answer)
                        ? new Reply.Unanswered(problem, true)
                        : new Reply.Denied(problem);
            }
        }
    }

    private Call signed(String method, String path, Bytes body, RequestId id) {
        var request = SignedRequest.of(method, path, "", network.authority(), body);
        var input = new SignatureInput(clock.instant().plus(ahead.get()), key.account(), id);
        var signature = key.secret().sign(input.base(request));
        return new Call(
                method,
                path,
                Map.of(
                        "content-type", "application/json",
                        "content-digest", request.contentDigest(),
                        "signature-input", input.header(),
                        "signature", SignatureInput.signatureHeader(signature)),
                body);
    }

    /// Busy or broken for now, which says nothing about the request.
    private static boolean isPassing(Answer answer) {
        return answer.status() == TOO_MANY_REQUESTS || answer.status() >= SERVER_ERROR;
    }

    /// A limit for the source we call from, which lasts longer than anybody waits.
    private static boolean isTooLong(Answer answer) {
        return answer.status() == TOO_MANY_REQUESTS
                && answer.retryAfter().filter(it -> it > MAX_RETRY_AFTER.toSeconds()).isPresent();
    }

    private static Duration waitFor(Answer answer, int attempt) {
        var asked = answer.retryAfter().map(Duration::ofSeconds).orElse(Duration.ofMillis(200));
        var wait = asked.multipliedBy(answer.retryAfter().isPresent() ? 1 : attempt);
        return wait.compareTo(MAX_RETRY_AFTER) < 0 ? wait : MAX_RETRY_AFTER;
    }

    private static Reply done(Answer answer) {
        try {
            return new Reply.Done(JSON.readTree(answer.body().toArray()));
        } catch (IOException e) {
            return new Reply.Unanswered(
                    Problem.of(
                            Refusal.MALFORMED,
                            "the cloud's answer is not JSON: is this the right address?"),
                    true);
        }
    }

    private static Problem problem(Answer answer) {
        JsonNode json;
        try {
            json = JSON.readTree(answer.body().toArray());
        } catch (JsonProcessingException notJson) {
            json = JSON.createObjectNode();
        } catch (IOException e) {
            throw new IllegalStateException("reading an array failed", e);
        }
        var code = refusal(json.path("code").asText(), answer.status());
        return new Problem(
                code,
                json.path("title").asText(code.title()),
                json.path("detail").asText("HTTP status " + answer.status()),
                instant(json.path("serverTime")));
    }

    private static Refusal refusal(String name, int status) {
        for (var refusal : Refusal.values()) {
            if (refusal.name().equals(name)) {
                return refusal;
            }
        }
        return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS
                ? Refusal.BUSY
                : Refusal.MALFORMED;
    }

    /// The time as RFC 3339 text or as seconds since 1970.
    private static Optional<Instant> instant(JsonNode time) {
        try {
            if (time.isNumber()) {
                return Optional.of(Instant.ofEpochSecond(time.asLong()));
            }
            return time.isTextual() ? Optional.of(Instant.parse(time.asText())) : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
