package dev.coinless.lab.raw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.http.SignatureInput;
import dev.coinless.model.http.SignedRequest;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.time.TimeSource;
import dev.coinless.model.wire.Malformed;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// An account whose every byte over HTTP the test decides.
public final class RawAccount {

    public static final ObjectMapper JSON = new ObjectMapper();
    private static final TimeSource TIME = TimeSource.find();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final KeyGenerator KEYS = new KeyGenerator(new SecureRandom());

    /// Every phone asks again after a server's error: a function that starts late on a busy
    /// machine.
    private static final int PATIENCE = 3;

    private static final int SERVER_ERROR = 500;

    private final LocalCloud cloud;
    private final Es256PrivateKey key = KEYS.es256();
    private final Es256PrivateKey holder = KEYS.es256();

    /// An answer of the cloud.
    ///
    /// @param type its content type
    public record Answer(int status, String type, JsonNode body) {
        public String refusal() {
            return body.path("code").asText();
        }
    }

    /// A grant with the private key that may present it.
    public record Granted(GrantToken token, Es256PrivateKey holder, Bytes keyCert) {}

    public RawAccount(LocalCloud cloud) {
        this.cloud = cloud;
    }

    /// Registers, and takes credit from the operator.
    public RawAccount registered(long credit) {
        var answer = post("/v1/accounts", registration());
        for (int again = 0; again < PATIENCE && answer.status() >= SERVER_ERROR; again++) {
            answer = post("/v1/accounts", registration());
        }
        if (answer.status() != 201) {
            throw new AssertionError("not registered: " + answer);
        }
        if (credit > 0) {
            cloud.operator().credit(id().toString(), credit, "EUR");
        }
        return this;
    }

    public ObjectNode registration() {
        return JSON.createObjectNode().put("publicKey", key.publicKey().encoded().base64Url());
    }

    public AccountId id() {
        return new AccountId(key.publicKey().thumbprint());
    }

    /// Asks for a grant with a code.
    public Answer requestGrant(ModuleId module, AuthorizationCode code) {
        return post("/v1/grants", grantRequest(module, code));
    }

    /// Asks for a grant with a REQUEST, which binds it.
    public Answer requestGrant(Bytes request) {
        return post("/v1/grants", JSON.createObjectNode().put("request", request.base64Url()));
    }

    /// A grant for a selection; the cloud must give it.
    public Granted grantedFor(Bytes request) throws Malformed {
        return granted(requestGrant(request));
    }

    public ObjectNode grantRequest(ModuleId module, AuthorizationCode code) {
        var body = JSON.createObjectNode();
        body.putObject("code")
                .put("module", module.toString())
                .put("counter", code.counter().value())
                .put("code", code.mac().hex());
        return body.put("holder", holder.publicKey().encoded().base64Url());
    }

    /// A grant for the advertised code; the cloud must give it.
    public Granted granted(Advertisement advertised) throws Malformed {
        return granted(requestGrant(advertised.module(), advertised.code()));
    }

    public Granted granted(Answer answer) throws Malformed {
        if (answer.status() != 200) {
            throw new AssertionError("no grant: " + answer);
        }
        return new Granted(
                GrantToken.parse(Bytes.fromBase64Url(answer.body().path("grantToken").asText())),
                holder,
                Bytes.fromBase64Url(answer.body().path("keyCert").asText()));
    }

    /// Another's grant in the hands of this account, which has only a key of its own.
    public Granted thiefOf(Granted stolen) {
        return new Granted(stolen.token(), holder, stolen.keyCert());
    }

    /// What the cloud says of a grant: HELD, CAPTURED, VOIDED or REVIEW.
    public String state(Granted grant) {
        return get("/v1/grants/" + grant.token().grant().id()).body().path("state").asText();
    }

    public Answer postReceipt(Bytes receipt) {
        return post("/v1/receipts", JSON.createObjectNode().put("receipt", receipt.base64Url()));
    }

    public Answer post(String path, ObjectNode body) {
        return post(path, body, nonce());
    }

    /// Posts with a request id of the test's choice.
    public Answer post(String path, ObjectNode body, RequestId nonce) {
        return send("POST", path, Bytes.utf8(body.toString()), nonce);
    }

    public Answer get(String path) {
        return send("GET", path, Bytes.EMPTY, nonce());
    }

    private Answer send(String method, String path, Bytes body, RequestId nonce) {
        return send(method, path, body, headers(method, path, body, nonce, Duration.ZERO));
    }

    /// The headers of a signed request, for a test to spoil.
    ///
    /// @param off how far this phone's clock is ahead
    public Map<String, String> headers(
            String method, String path, Bytes body, RequestId nonce, Duration off) {
        var signed = SignedRequest.of(method, path, "", cloud.endpoint().getAuthority(), body);
        var input = new SignatureInput(now().plus(off), id(), nonce);
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("content-digest", signed.contentDigest());
        headers.put("signature-input", input.header());
        headers.put("signature", SignatureInput.signatureHeader(key.sign(input.base(signed))));
        return headers;
    }

    /// A fresh request id.
    public static RequestId nonce() {
        return new RequestId(KEYS.bytes(RequestId.LENGTH));
    }

    /// Sends what it is given.
    public Answer send(String method, String path, Bytes body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(cloud.endpoint().resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body.toArray()));
        headers.forEach(request::header);
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var type = response.headers().firstValue("content-type").orElse("");
            return new Answer(response.statusCode(), type, JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError("no answer from " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private Instant now() {
        return TIME.instant().plus(cloud.clock().offset());
    }
}
