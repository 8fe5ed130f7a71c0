package dev.coinless.provisioning;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Requests to the Lambda API, signed with the operator's AWS credentials (Signature Version 4).
final class SignedHttp implements AutoCloseable {

    private static final String SERVICE = "lambda";

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final URI endpoint;
    private final String region;
    private final AwsCredentialsProvider credentials;

    private SignedHttp(URI endpoint, String region, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
    }

    /// An answer with what of its headers matters.
    record Answer(int status, boolean functionError, String body) {}

    /// @param local endpoint of a local deployment, which checks no credentials
    static SignedHttp connect(Optional<String> local) throws Problem {
        if (local.isPresent()) {
            return new SignedHttp(
                    URI.create(local.get()),
                    "local",
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
        }
        try {
            var region = DefaultAwsRegionProviderChain.builder().build().getRegion().id();
            return new SignedHttp(
                    URI.create("https://lambda.%s.amazonaws.com".formatted(region)),
                    region,
                    DefaultCredentialsProvider.builder().build());
        } catch (SdkException e) {
            throw new Problem("set AWS_REGION, or give --endpoint for a local deployment", e);
        }
    }

    Answer get(String path, Map<String, String> query) throws Problem {
        var request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(endpoint.resolve(path));
        query.forEach(request::putRawQueryParameter);
        return send(request.build(), "");
    }

    Answer post(String path, String body) throws Problem {
        return send(
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint.resolve(path))
                        .putHeader("content-type", "application/json")
                        .build(),
                body);
    }

    private Answer send(SdkHttpRequest request, String body) throws Problem {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        ContentStreamProvider content = () -> new ByteArrayInputStream(bytes);
        try {
            var identity = credentials.resolveCredentials();
            var signed =
                    AwsV4HttpSigner.create()
                            .sign(sign ->
                                    sign.identity(identity)
                                            .request(request)
                                            .payload(content)
                                            .putProperty(
                                                    AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                                            .putProperty(AwsV4HttpSigner.REGION_NAME, region));
            var prepared = HttpExecuteRequest.builder().request(signed.request());
            if (bytes.length > 0) {
                // Java's client makes a POST of any request that has a body, even an empty one.
                prepared.contentStreamProvider(content);
            }
            var response = http.prepareRequest(prepared.build()).call();
            return new Answer(
                    response.httpResponse().statusCode(),
                    response.httpResponse().firstMatchingHeader("x-amz-function-error").isPresent(),
                    text(response));
        } catch (IOException | SdkException e) {
            throw new Problem("cannot call %s: %s".formatted(endpoint, e.getMessage()), e);
        }
    }

    private static String text(HttpExecuteResponse response) throws IOException {
        if (response.responseBody().isEmpty()) {
            return "";
        }
        try (var body = response.responseBody().get()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
