package dev.coinless.localstack.cloud.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Amazon S3's API reference says of the two operations.
final class ObjectApiTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir Path folder;
    private ObjectApi api;

    @BeforeEach
    void start() throws Exception {
        api = ObjectApi.start(folder.resolve("objects"), List.of("blocks"));
    }

    @AfterEach
    void stop() {
        api.stop();
    }

    @Test
    void anObjectIsReadBackAsItWasWritten() throws Exception {
        assertThat(put("blocks/ab12", "content").statusCode()).isEqualTo(200);

        var read = send(request("/blocks/blocks/ab12").GET());

        assertThat(read.body()).isEqualTo("content");
        assertThat(read.headers().firstValue("etag"))
                .contains("\"9a0364b9e99bb480dd25e1f0284c8555\"");
    }

    @Test
    void anObjectThatIsThereStaysWhenOnlyANewOneIsWanted() throws Exception {
        put("k", "first");

        var second = put("k", "second", "If-None-Match", "*");

        assertThat(second.statusCode()).isEqualTo(412);
        assertThat(second.body()).contains("<Code>PreconditionFailed</Code>");
        assertThat(send(request("/blocks/k").GET()).body()).isEqualTo("first");
    }

    @Test
    void contentThatDoesNotFitItsChecksumIsRefused() throws Exception {
        var wrong = put("k", "content", "x-amz-checksum-sha256", sha256("other"));
        var right = put("k", "content", "x-amz-checksum-sha256", sha256("content"));

        assertThat(wrong.body()).contains("<Code>BadDigest</Code>");
        assertThat(right.statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        assertThat(send(request("/blocks/none").GET()).body()).contains("<Code>NoSuchKey</Code>");
        assertThat(send(request("/other/k").GET()).body()).contains("<Code>NoSuchBucket</Code>");
        assertThat(send(request("/blocks/k").DELETE()).statusCode()).isEqualTo(501);
    }

    private HttpResponse<String> put(String key, String content, String... headers)
            throws Exception {
        var request = request("/blocks/" + key).PUT(BodyPublishers.ofString(content));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String sha256(String text) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        return Base64.getEncoder()
                .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
