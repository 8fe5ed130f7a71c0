package dev.coinless.lab.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.functions.io.lambda.CreditAccountHandler;
import dev.coinless.functions.io.lambda.IssueGrantHandler;
import dev.coinless.functions.io.lambda.RegisterAccountHandler;
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
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/// The cloud's own handlers, called as the HTTP API calls them.
final class CloudInProcess {

    /// What one grant without a price takes, minor units.
    private static final long CAP = 500;

    /// The handlers ask nothing of Lambda's context.
    private static final Context NOBODY =
            (Context)
                    Proxy.newProxyInstance(
                            Context.class.getClassLoader(),
                            new Class<?>[] {Context.class},
                            (_, method, _) -> {
                                throw new UnsupportedOperationException(method.getName());
                            });

    private static final JsonMapper JSON = new JsonMapper();

    private final String authority;
    private final InstantSource clock;
    private final KeyGenerator random;
    private final RegisterAccountHandler register = new RegisterAccountHandler();
    private final CreditAccountHandler credit = new CreditAccountHandler();
    private final IssueGrantHandler issue = new IssueGrantHandler();

    /// @param environment that of the functions, as the template gives it to them
    CloudInProcess(Map<String, String> environment, InstantSource clock, SecureRandom random) {
        this.authority = environment.getOrDefault("AUTHORITY", "");
        this.clock = clock;
        this.random = new KeyGenerator(random);
    }

    Es256PrivateKey newHolder() {
        return random.es256();
    }

    /// A new account with credit for so many grants.
    Es256PrivateKey customer(int grants) {
        var key = random.es256();
        var body = JSON.createObjectNode().put("publicKey", key.publicKey().encoded().base64Url());
        read(register.handleRequest(call("/v1/accounts", body, key), NOBODY));
        credit.handleRequest(
                Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "account",
                        account(key).toString(),
                        "amount",
                        grants * CAP,
                        "currency",
                        "EUR"),
                NOBODY);
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
        var answer = read(issue.handleRequest(call("/v1/grants", body, customer), NOBODY));
        return GrantToken.parse(Bytes.fromBase64Url(answer.path("grantToken").asText()));
    }

    private static AccountId account(Es256PrivateKey key) {
        return new AccountId(key.publicKey().thumbprint());
    }

    private APIGatewayV2HTTPEvent call(String path, ObjectNode json, Es256PrivateKey key) {
        var body = json.toString();
        var signed = SignedRequest.of("POST", path, "", authority, Bytes.utf8(body));
        var id = new RequestId(random.bytes(RequestId.LENGTH));
        var input = new SignatureInput(clock.instant(), account(key), id);
        var http = new APIGatewayV2HTTPEvent.RequestContext.Http();
        http.setMethod("POST");
        http.setPath(path);
        var context = new APIGatewayV2HTTPEvent.RequestContext();
        context.setHttp(http);
        var event = new APIGatewayV2HTTPEvent();
        event.setRawPath(path);
        event.setRawQueryString("");
        event.setRequestContext(context);
        event.setHeaders(
                Map.of(
                        "content-type",
                        "application/json",
                        "content-digest",
                        signed.contentDigest(),
                        "signature-input",
                        input.header(),
                        "signature",
                        SignatureInput.signatureHeader(key.sign(input.base(signed)))));
        event.setBody(body);
        return event;
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
