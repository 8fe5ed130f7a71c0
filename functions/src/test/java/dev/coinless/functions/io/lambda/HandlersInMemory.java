package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.coinless.functions.io.keys.Custody;
import dev.coinless.functions.io.table.Table;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.sync.DownLink;
import dev.coinless.functions.testing.MemoryIot;
import dev.coinless.model.bytes.Bytes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The production handlers, wired without AWS, for programs that call them as AWS does. Each object
/// is one set of running functions; a new one starts cold.
public final class HandlersInMemory {

    private final IssueGrantHandler issue;
    private final RedeemReceiptHandler redeem;
    private final SubmitCheckpointHandler checkpoint;
    private final SyncBundlesHandler bundles;
    private final RegisterAccountHandler register;
    private final RequestRefundHandler refund;
    private final TakeQueuedBundlesHandler queue;
    private final SweepHoldsHandler sweep;
    private final Wiring wiring;

    /// What the functions stand on.
    ///
    /// @param settings overrides of the usual ones
    public record Ground(
            DynamoDbClient dynamo,
            Custody custody,
            InstantSource clock,
            SecureRandom random,
            DownLink down,
            Map<String, String> settings) {}

    public HandlersInMemory(Ground ground) {
        this.wiring = wiring(ground);
        this.issue = new IssueGrantHandler(wiring);
        this.redeem = new RedeemReceiptHandler(wiring);
        this.checkpoint = new SubmitCheckpointHandler(wiring);
        this.bundles = new SyncBundlesHandler(wiring);
        this.register = new RegisterAccountHandler(wiring);
        this.refund = new RequestRefundHandler(wiring);
        this.queue = new TakeQueuedBundlesHandler(wiring, ground.down());
        this.sweep = new SweepHoldsHandler(wiring);
    }

    static Wiring wiring(Ground ground) {
        return new Wiring(
                new Settings(settings(ground.settings())),
                new Table(ground.dynamo(), "coinless"),
                ground.custody(),
                MemoryIot::new,
                ground.clock(),
                ground.random(),
                new Attempts(ground.random(), _ -> {}));
    }

    private static Map<String, String> settings(Map<String, String> overrides) {
        var settings = new HashMap<String, String>();
        settings.put("ENVIRONMENT", "local");
        settings.put("AUTHORITY", "api.test");
        settings.put("CURRENCY", "EUR");
        settings.put("GRANT_TTL_SECONDS", "300");
        settings.put("GRANT_CAP", "500");
        settings.put("MAX_OPEN_HOLDS", "3");
        settings.put("MAX_OPEN_HOLDS_PER_MODULE", "1");
        settings.put("MAX_BAD_CODES", "10");
        settings.put("MODULE_POLICY", "ModulePolicy");
        settings.put("MQTT_SERVER_ROOT", "amazon");
        settings.put("MAX_GRANTS_PER_MINUTE", "1000");
        settings.put("MAX_PER_USE", "10000");
        settings.put("MAX_PER_SOURCE", "100000");
        settings.put("MAX_AUTOMATIC_REFUND", "500");
        settings.put("MAX_AUTOMATIC_REFUNDS", "2");
        settings.put("MAX_PER_DAY", "10000000");
        settings.put("MAX_EXPOSURE_PER_MODULE", "1000000");
        settings.put("BOOK_TABLE_NAME", "book");
        settings.put("MAX_GRANTS_PER_MINUTE_AT_MODULE", "1000");
        settings.putAll(overrides);
        return settings;
    }

    /// One request of a phone to one of the routes that write.
    public APIGatewayV2HTTPResponse serve(
            String method, String path, Map<String, String> headers, String body) {
        var event = request(method, path, headers, body);
        return switch (path) {
            case "/v1/grants" -> issue.handleRequest(event, null);
            case "/v1/receipts" -> redeem.handleRequest(event, null);
            case "/v1/checkpoints" -> checkpoint.handleRequest(event, null);
            case "/v1/bundles" -> bundles.handleRequest(event, null);
            case "/v1/accounts" -> register.handleRequest(event, null);
            case "/v1/refunds" -> refund.handleRequest(event, null);
            default -> throw new IllegalArgumentException("no route " + path);
        };
    }

    static APIGatewayV2HTTPEvent request(
            String method, String path, Map<String, String> headers, String body) {
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRawPath(path)
                .withRawQueryString("")
                .withHeaders(headers)
                .withBody(body)
                .withIsBase64Encoded(false)
                .withRequestContext(context(method, path))
                .build();
    }

    private static APIGatewayV2HTTPEvent.RequestContext context(String method, String path) {
        return APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(
                        APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath(path)
                                .build())
                .build();
    }

    /// One message of the queue of bundles.
    ///
    /// @return whether it is done; otherwise the queue gives it again
    public boolean queued(Bytes bundle) {
        var message = new SQSEvent.SQSMessage();
        message.setMessageId("1");
        message.setBody(Base64.getEncoder().encodeToString(bundle.toArray()));
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        return queue.handleRequest(event, null).getBatchItemFailures().isEmpty();
    }

    /// The schedule's sweep.
    public void sweep() {
        var _ = sweep.handleRequest(new DynamodbEvent(), null);
    }

    /// The sweep of changed items, by their keys.
    ///
    /// @return whether all were taken; otherwise the stream gives them again
    public boolean sweep(List<Map<String, String>> keys) {
        var records = new ArrayList<DynamodbEvent.DynamodbStreamRecord>();
        for (var key : keys) {
            var values = new HashMap<String, AttributeValue>();
            key.forEach((name, value) -> values.put(name, new AttributeValue(value)));
            var change = new StreamRecord();
            change.setKeys(values);
            change.setSequenceNumber(Integer.toString(records.size()));
            var each = new DynamodbEvent.DynamodbStreamRecord();
            each.setEventID(Integer.toString(records.size()));
            each.setDynamodb(change);
            records.add(each);
        }
        var event = new DynamodbEvent();
        event.setRecords(records);
        return sweep.handleRequest(event, null).getBatchItemFailures().isEmpty();
    }

    public Map<String, Object> rotate(List<String> usages) {
        return new RotateKeysHandler(wiring).handleRequest(Map.of("usages", usages), null);
    }

    public Map<String, Object> revise(Map<String, Object> wishes) {
        return new ReviseDenylistHandler(wiring).handleRequest(wishes, null);
    }

    public Map<String, Object> enrol(Map<String, Object> registration) {
        return new EnrolModuleHandler(wiring).handleRequest(registration, null);
    }

    public Map<String, Object> credit(Map<String, Object> credit) {
        return new CreditAccountHandler(wiring).handleRequest(credit, null);
    }

    /// An operator decides about a refund.
    ///
    /// @return whether it stands so; otherwise it was decided differently before
    public boolean decideRefund(String operator, String grant, boolean isApproved) {
        try {
            var _ =
                    new DecideRefundHandler(wiring)
                            .handleRequest(
                                    Map.of(
                                            "operator",
                                            operator,
                                            "grant",
                                            grant,
                                            "decision",
                                            isApproved ? "approve" : "deny",
                                            "reason",
                                            "as the machine's log says"),
                                    null);
            return true;
        } catch (AdminRefusal e) {
            return false;
        }
    }

    public Map<String, Object> verify() {
        return new VerifyLedgerHandler(wiring).handleRequest(Map.of(), null);
    }
}
