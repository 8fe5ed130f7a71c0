package dev.coinless.functions.io.objects;

import dev.coinless.functions.book.Archive;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.model.bytes.Bytes;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The archive in one bucket of S3: `block/<hash>` and `lanes/<hash>`, written only if new and
/// checked against its checksum on the way.
public final class S3Archive implements Archive {

    /// S3 answers it when two write the same key at once.
    private static final int CONFLICT = HttpURLConnection.HTTP_CONFLICT;

    private final Supplier<S3Client> open;
    private final String bucket;
    private @Nullable S3Client opened;

    /// @param open at the first use, after a snapshot is restored
    public S3Archive(Supplier<S3Client> open, String bucket) {
        this.open = open;
        this.bucket = bucket;
    }

    @Override
    public void keep(Kind kind, Bytes hash, Bytes content) {
        var checksum = Base64.getEncoder().encodeToString(content.sha256().toArray());
        try {
            var _ =
                    client().putObject(
                                    put ->
                                            put.bucket(bucket)
                                                    .key(key(kind, hash))
                                                    .ifNoneMatch("*")
                                                    .checksumSHA256(checksum),
                                    RequestBody.fromBytes(content.toArray()));
        } catch (S3Exception e) {
            if (e.statusCode() != HttpURLConnection.HTTP_PRECON_FAILED) {
                throw busyOr(e);
            }
        } catch (SdkClientException e) {
            throw new TableBusy("the archive did not answer", e);
        }
    }

    @Override
    public Optional<Bytes> find(Kind kind, Bytes hash) {
        try {
            var object = client().getObjectAsBytes(get -> get.bucket(bucket).key(key(kind, hash)));
            return Optional.of(Bytes.of(object.asByteArray()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            throw busyOr(e);
        } catch (SdkClientException e) {
            throw new TableBusy("the archive did not answer", e);
        }
    }

    private synchronized S3Client client() {
        var client = opened;
        if (client == null) {
            client = open.get();
            opened = client;
        }
        return client;
    }

    private static String key(Kind kind, Bytes hash) {
        return kind.folder() + "/" + hash.hex();
    }

    private static RuntimeException busyOr(S3Exception e) {
        boolean passing =
                e.statusCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR
                        || e.statusCode() == CONFLICT;
        return passing ? new TableBusy("the archive is busy", e) : e;
    }
}
