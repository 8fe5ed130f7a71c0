package dev.coinless.functions.io.lambda;

import dev.coinless.functions.audit.TakeCashSales;
import dev.coinless.functions.enrol.CertificateIssuer;
import dev.coinless.functions.io.iot.IotCertificateIssuer;
import dev.coinless.functions.io.iot.ServerRoots;
import dev.coinless.functions.io.keys.Custody;
import dev.coinless.functions.io.keys.FileCustody;
import dev.coinless.functions.io.keys.KmsCustody;
import dev.coinless.functions.io.publish.IotDownLink;
import dev.coinless.functions.io.table.DynamoAccounts;
import dev.coinless.functions.io.table.DynamoBook;
import dev.coinless.functions.io.table.DynamoCash;
import dev.coinless.functions.io.table.DynamoKeys;
import dev.coinless.functions.io.table.DynamoRedemptions;
import dev.coinless.functions.io.table.DynamoSourceCounts;
import dev.coinless.functions.io.table.DynamoSync;
import dev.coinless.functions.io.table.Table;
import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.redeem.CatchUp;
import dev.coinless.functions.redeem.RedeemReceipt;
import dev.coinless.functions.redeem.SubmitCheckpoint;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.source.LimitSources;
import dev.coinless.functions.sync.AnswerBundle;
import dev.coinless.functions.sync.BookHeaders;
import dev.coinless.functions.sync.DownLink;
import dev.coinless.functions.sync.TakeBundle;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.time.TimeSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/// What handlers are wired from. Each handler's no-argument constructor takes [#ofEnvironment()];
/// tests bring their own.
record Wiring(
        Settings settings,
        Table table,
        Custody custody,
        Supplier<IotClient> iot,
        InstantSource clock,
        SecureRandom random,
        Attempts attempts) {

    /// A table answers in milliseconds; beyond this the answer is lost and the attempt is repeated.
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

    private static final String FILE = "file:";

    static Wiring ofEnvironment() {
        var settings = new Settings(System.getenv());
        var random = new SecureRandom();
        var table = settings.require("TABLE_NAME");
        var custody = custody(settings, random);
        var dynamo =
                DynamoDbClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(timeouts())
                        .build();
        return new Wiring(
                settings,
                new Table(dynamo, table),
                custody,
                Wiring::iotClient,
                TimeSource.find(),
                random,
                new Attempts(random, pause -> LockSupport.parkNanos(pause.toNanos())));
    }

    private static IotClient iotClient() {
        return IotClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    /// Bodies travel as they are, with the checksum that the caller gives.
    static S3Client s3Client() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .overrideConfiguration(timeouts())
                .build();
    }

    private static ClientOverrideConfiguration timeouts() {
        return ClientOverrideConfiguration.builder().apiCallAttemptTimeout(ATTEMPT_TIMEOUT).build();
    }

    private static Custody custody(Settings settings, SecureRandom random) {
        var custody = settings.require("KEY_CUSTODY");
        if (custody.startsWith(FILE)) {
            return new FileCustody(Path.of(custody.substring(FILE.length())), random);
        }
        if (!custody.equals("kms")) {
            throw new IllegalStateException(
                    "KEY_CUSTODY must be 'kms' or 'file:DIRECTORY', not '%s'".formatted(custody));
        }
        return new KmsCustody(
                () ->
                        KmsClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                settings.require("ROOT_KEY_ID"),
                settings.require("WRAP_KEY_ID"),
                new Ed25519PublicKey(Bytes.fromHex(settings.require("OFFLINE_ROOT"))));
    }

    Environment environment() {
        return new Environment(settings.require("ENVIRONMENT"));
    }

    Currency currency() {
        return Currency.getInstance(settings.require("CURRENCY"));
    }

    KeyRing keyRing() {
        return new KeyRing(new DynamoKeys(table), custody);
    }

    RedeemReceipt redeemReceipt() {
        return new RedeemReceipt(new DynamoRedemptions(table), environment(), attempts);
    }

    CertificateIssuer certificates() {
        var roots = settings.require("MQTT_SERVER_ROOT");
        return new IotCertificateIssuer(
                iot, settings.require("MODULE_POLICY"), () -> ServerRoots.of(roots));
    }

    TakeBundle takeBundle() {
        var redemptions = new DynamoRedemptions(table);
        var redeem = redeemReceipt();
        var sync = new DynamoSync(table);
        var keys = keyRing();
        return new TakeBundle(
                sync,
                keys,
                redeem,
                new CatchUp(redemptions, redeem, attempts),
                new SubmitCheckpoint(redemptions, environment(), attempts),
                new TakeCashSales(new DynamoCash(table), environment(), attempts),
                new AnswerBundle(sync, keys, headers(), environment(), attempts),
                environment(),
                attempts);
    }

    private BookHeaders headers() {
        return settings.find("BOOK_TABLE_NAME")
                .<BookHeaders>map(name -> new TableHeaders(new DynamoBook(table.sibling(name))))
                .orElse(BookHeaders.NONE);
    }

    /// The SDK finds the endpoint: AWS's own, or that of AWS_ENDPOINT_URL_IOT_DATA_PLANE.
    static DownLink downLink() {
        return new IotDownLink(() ->
                IotDataPlaneClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(timeouts())
                        .build());
    }

    AccountEndpoint accountEndpoint() {
        return new AccountEndpoint(endpoint(), new DynamoAccounts(table), attempts);
    }

    PhoneEndpoint endpoint() {
        return endpoint(sources());
    }

    PhoneEndpoint endpoint(LimitSources sources) {
        return new PhoneEndpoint(settings.require("AUTHORITY"), sources, clock);
    }

    LimitSources sources() {
        return new LimitSources(
                new DynamoSourceCounts(table), settings.number("MAX_PER_SOURCE"), random);
    }
}
