package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.functions.http.PhoneRequest;
import dev.coinless.functions.http.Problem;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.http.SignedCall;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.functions.source.LimitSources;
import dev.coinless.functions.source.Source;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.ObjectType;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Translates between API Gateway's events and what phones ask: checks the request's form and
/// freshness, and turns every refusal into problem+json.
final class PhoneEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(PhoneEndpoint.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Long enough for colliding transactions to finish, in seconds.
    private static final String RETRY_AFTER = "1";

    /// A fault does not go away by itself soon, in seconds.
    private static final String RETRY_FAULT_AFTER = "60";

    private static final int FAULT = 500;

    private final String authority;
    private final LimitSources sources;
    private final InstantSource clock;

    PhoneEndpoint(String authority, LimitSources sources, InstantSource clock) {
        this.authority = authority;
        this.sources = sources;
        this.clock = clock;
    }

    /// What a use case answers.
    record Answer(int status, Map<String, Object> body) {}

    /// One request, signed by whoever it will turn out to be.
    record Call(SignedCall signed, PhoneRequest request, Source source, Instant now) {}

    /// A handler's work.
    @FunctionalInterface
    interface Work {
        Answer answer(Call call) throws Refused;
    }

    APIGatewayV2HTTPResponse serve(APIGatewayV2HTTPEvent event, Work work) {
        var now = clock.instant();
        try {
            var request = request(event).requireJson();
            var source = source(event);
            var signed = authentic(source, now, () -> SignedCall.read(request, authority, now));
            var answer = work.answer(new Call(signed, request, source, now));
            return respond(answer.status(), "application/json", answer.body(), Map.of());
        } catch (Refused e) {
            return refuse(e.problem(), now);
        } catch (Attempts.Exhausted | TableBusy e) {
            LOG.warn("BUSY: {}", e.getMessage());
            return refuse(Problem.of(Refusal.BUSY, "try the same request again"), now);
        } catch (RuntimeException e) {
            // The top of one request's work: what is broken here is for the log, not for phones.
            LOG.error("a request failed", e);
            return fault();
        }
    }

    /// Proves who calls.
    @FunctionalInterface
    interface Proof<T> {
        T prove() throws Refused;
    }

    /// Proves who calls; a failure is counted for where the call came from.
    <T> T authentic(Call call, Proof<T> proof) throws Refused {
        return authentic(call.source(), call.now(), proof);
    }

    private <T> T authentic(Source source, Instant now, Proof<T> proof) throws Refused {
        try {
            return proof.prove();
        } catch (Refused e) {
            throw sources.failed(e, source, now);
        }
    }

    /// Where a request came from; no name is ever looked up.
    private static Source source(APIGatewayV2HTTPEvent event) {
        var address = Optional.ofNullable(event.getRequestContext().getHttp().getSourceIp());
        try {
            return address.map(InetAddress::ofLiteral)
                    .map(it -> Source.of(Bytes.of(it.getAddress())))
                    .orElse(Source.UNKNOWN);
        } catch (IllegalArgumentException e) {
            return Source.UNKNOWN;
        }
    }

    /// Something is broken here. No refusal of the protocol: the request may be good.
    private static APIGatewayV2HTTPResponse fault() {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", "Internal Server Error");
        body.put("status", FAULT);
        body.put("detail", "something is broken here; try the same request later");
        return respond(
                FAULT, "application/problem+json", body, Map.of("retry-after", RETRY_FAULT_AFTER));
    }

    private static PhoneRequest request(APIGatewayV2HTTPEvent event) throws Refused {
        var http = event.getRequestContext().getHttp();
        var headers = new HashMap<String, String>();
        Optional.ofNullable(event.getHeaders())
                .orElse(Map.of())
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        var query = Optional.ofNullable(event.getRawQueryString()).orElse("");
        return new PhoneRequest(
                http.getMethod(),
                event.getRawPath(),
                query.isEmpty() ? "" : "?" + query,
                headers,
                body(event));
    }

    private static Bytes body(APIGatewayV2HTTPEvent event) throws Refused {
        var body = Optional.ofNullable(event.getBody()).orElse("");
        if (!event.getIsBase64Encoded()) {
            return Bytes.utf8(body);
        }
        try {
            return Bytes.of(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.malformed("", "the body is not base64"));
        }
    }

    private static APIGatewayV2HTTPResponse refuse(Problem problem, Instant now) {
        var reason = problem.reason();
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:coinless:refusal:" + reason);
        body.put("title", reason.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("code", reason.name());
        problem.field().ifPresent(field -> body.put("field", field));
        if (reason.httpStatus() == 401) {
            body.put("serverTime", now.getEpochSecond());
        }
        return respond(
                problem.status(), "application/problem+json", body, retryAfter(problem, now));
    }

    private static Map<String, String> retryAfter(Problem problem, Instant now) {
        if (problem.reason() == Refusal.BUSY) {
            return Map.of("retry-after", RETRY_AFTER);
        }
        return problem.status() == Problem.TOO_MANY_REQUESTS
                ? Map.of("retry-after", Long.toString(LimitSources.untilNextHour(now).toSeconds()))
                : Map.of();
    }

    private static APIGatewayV2HTTPResponse respond(
            int status, String type, Map<String, Object> body, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("content-type", type);
        headers.put("cache-control", "no-store");
        headers.put("coinless-version", Integer.toString(ObjectType.PROTOCOL_VERSION));
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(json(body))
                .build();
    }

    private static String json(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer could not be written as JSON", e);
        }
    }
}
