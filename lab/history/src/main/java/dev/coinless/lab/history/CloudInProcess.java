package dev.coinless.lab.history;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.functions.io.keys.FileCustody;
import dev.coinless.functions.io.lambda.HandlersInMemory;
import dev.coinless.functions.testing.MemoryDynamo;
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
import dev.coinless.model.wire.Malformed;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/// The cloud's own handlers on a table in memory, called as the HTTP API calls them.
final class CloudInProcess {

    /// What one grant without a price takes, minor units.
    private static final long CAP = 500;

    private static final String FILE = "file:";

    private static final JsonMapper JSON = new JsonMapper();

    private final String authority;
    private final InstantSource clock;
    private final KeyGenerator random;
    private final HandlersInMemory handlers;

    /// @param environment that of the functions, as the template gives it to them
    CloudInProcess(
            Map<String, String> environment,
            MemoryDynamo table,
            InstantSource clock,
            SecureRandom random) {
        this.authority = environment.getOrDefault("AUTHORITY", "");
        this.clock = clock;
        this.random = new KeyGenerator(random);
        var keys = Path.of(environment.getOrDefault("KEY_CUSTODY", "").substring(FILE.length()));
        this.handlers =
                new HandlersInMemory(
                        new HandlersInMemory.Ground(
                                table,
                                new FileCustody(keys, random),
                                clock,
                                random,
                                (module, _) -> {
                                    throw new IllegalStateException("nobody asked for " + module);
                                },
                                environment));
    }

    Es256PrivateKey newHolder() {
        return random.es256();
    }

    /// A new account with credit for so many grants.
    Es256PrivateKey customer(int grants) {
        var key = random.es256();
        var body = JSON.createObjectNode().put("publicKey", key.publicKey().encoded().base64Url());
        call("/v1/accounts", body, key);
        handlers.credit(
                Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "account",
                        account(key).toString(),
                        "amount",
                        grants * CAP,
                        "currency",
                        "EUR"));
        return key;
    }

    /// The grant for a code.
    GrantToken grant(
            Es256PrivateKey customer,
            ModuleId module,
            AuthorizationCode code,
            Es256PrivateKey holder)
            throws Malformed {
        var body = JSON.createObjectNode();
        body.putObject("code")
                .put("module", module.toString())
                .put("counter", code.counter().value())
                .put("code", code.mac().hex());
        body.put("holder", holder.publicKey().encoded().base64Url());
        var answer = call("/v1/grants", body, customer);
        return GrantToken.parse(Bytes.fromBase64Url(answer.path("grantToken").asText()));
    }

    private static AccountId account(Es256PrivateKey key) {
        return new AccountId(key.publicKey().thumbprint());
    }

    private JsonNode call(String path, ObjectNode json, Es256PrivateKey key) {
        var body = json.toString();
        var signed = SignedRequest.of("POST", path, "", authority, Bytes.utf8(body));
        var id = new RequestId(random.bytes(RequestId.LENGTH));
        var input = new SignatureInput(clock.instant(), account(key), id);
        var headers =
                Map.of(
                        "content-type",
                        "application/json",
                        "content-digest",
                        signed.contentDigest(),
                        "signature-input",
                        input.header(),
                        "signature",
                        SignatureInput.signatureHeader(key.sign(input.base(signed))));
        return read(handlers.serve("POST", path, headers, body));
    }

    private static JsonNode read(APIGatewayV2HTTPResponse response) {
        try {
            if (response.getStatusCode() >= 300) {
                throw new IllegalStateException("the cloud says " + response.getBody());
            }
            return JSON.readTree(response.getBody());
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + response.getBody(), e);
        }
    }
}
