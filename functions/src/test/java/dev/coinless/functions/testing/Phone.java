package dev.coinless.functions.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.http.SignatureInput;
import dev.coinless.model.http.SignedRequest;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.KeyGenerator;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A phone of the fixture as the cloud sees it: it signs requests.
public final class Phone {

    public static final String AUTHORITY = "api.test";

    private final Es256PrivateKey key;
    private final KeyGenerator generator;

    public Phone(RandomGenerator random) {
        this.generator = new KeyGenerator(random);
        this.key = generator.es256();
    }

    public Es256PrivateKey key() {
        return key;
    }

    public AccountId account() {
        return new AccountId(key.publicKey().thumbprint());
    }

    public RequestId newRequestId() {
        return new RequestId(generator.bytes(RequestId.LENGTH));
    }

    /// A fresh key pair for one grant.
    public Es256PrivateKey newHolder() {
        return generator.es256();
    }

    /// The event that API Gateway makes of a signed request.
    public APIGatewayV2HTTPEvent request(
            String method, String path, String body, RequestId nonce, Instant created) {
        var bytes = Bytes.utf8(body);
        var request = SignedRequest.of(method, path, "", AUTHORITY, bytes);
        var input = new SignatureInput(created, account(), nonce);
        var signature = key.sign(input.base(request));
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRawPath(path)
                .withRawQueryString("")
                .withHeaders(
                        Map.of(
                                "Content-Type", "application/json",
                                "Content-Digest", request.contentDigest(),
                                "Signature-Input", input.header(),
                                "Signature", SignatureInput.signatureHeader(signature)))
                .withBody(body)
                .withIsBase64Encoded(false)
                .withRequestContext(
                        APIGatewayV2HTTPEvent.RequestContext.builder()
                                .withHttp(
                                        APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                                .withMethod(method)
                                                .withPath(path)
                                                .build())
                                .build())
                .build();
    }
}
