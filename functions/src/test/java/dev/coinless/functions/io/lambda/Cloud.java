package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.functions.io.table.Table;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.testing.MemoryCustody;
import dev.coinless.functions.testing.MemoryIot;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.functions.testing.SeededSecureRandom;
import dev.coinless.functions.testing.SettableClock;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// All handlers on one table, called as AWS calls them.
final class Cloud {

    private static final ObjectMapper JSON = new ObjectMapper();

    final SettableClock clock = new SettableClock();
    final Wiring wiring;
    final MemoryCustody custody;
    final MemoryIot iot = new MemoryIot();

    /// The newest bundle that was published to each module.
    final Map<ModuleId, Bytes> published = new HashMap<>();

    private final Map<ModuleId, PaymentUnit> units = new HashMap<>();

    Cloud(DynamoDbClient dynamo, RandomGenerator random) {
        this(dynamo, random, Map.of());
    }

    Cloud(DynamoDbClient dynamo, RandomGenerator random, Map<String, String> overrides) {
        var settings = new HashMap<String, String>();
        settings.put("ENVIRONMENT", PaymentUnit.ENVIRONMENT.name());
        settings.put("AUTHORITY", Phone.AUTHORITY);
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
        custody = new MemoryCustody(random);
        wiring =
                new Wiring(
                        new Settings(settings),
                        new Table(dynamo, "coinless"),
                        custody,
                        () -> iot,
                        clock,
                        new SeededSecureRandom(1),
                        new Attempts(random, _ -> {}));
    }

    /// What a phone got back.
    record Reply(int status, JsonNode body, Map<String, String> headers) {

        String code() {
            return body.path("code").asText();
        }
    }

    Reply register(Phone phone) {
        var body =
                "{\"publicKey\":\"%s\"}".formatted(phone.key().publicKey().encoded().base64Url());
        var event =
                phone.request("POST", "/v1/accounts", body, phone.newRequestId(), clock.instant());
        return reply(new RegisterAccountHandler(wiring).handleRequest(event, null));
    }

    Reply account(Phone phone) {
        var event = phone.request("GET", "/v1/account", "", phone.newRequestId(), clock.instant());
        return reply(new ReadAccountHandler(wiring).handleRequest(event, null));
    }

    Reply grantOnCode(
            Phone phone,
            PaymentUnit module,
            AuthorizationCode code,
            Es256PrivateKey holder,
            RequestId id) {
        var body =
                "{\"code\":{\"module\":\"%s\",\"counter\":%s,\"code\":\"%s\"},\"holder\":\"%s\"}"
                        .formatted(
                                module.id(),
                                code.counter(),
                                code.mac().hex(),
                                holder.publicKey().encoded().base64Url());
        return grants(phone.request("POST", "/v1/grants", body, id, clock.instant()));
    }

    Reply grantOnCode(Phone phone, PaymentUnit module, long counter, Es256PrivateKey holder) {
        return grantOnCode(phone, module, module.code(counter), holder, phone.newRequestId());
    }

    Reply grantOnSelection(Phone phone, Envelope selection, Es256PrivateKey holder) {
        var body =
                "{\"request\":\"%s\",\"holder\":\"%s\"}"
                        .formatted(
                                selection.encoded().base64Url(),
                                holder.publicKey().encoded().base64Url());
        return grants(
                phone.request("POST", "/v1/grants", body, phone.newRequestId(), clock.instant()));
    }

    Reply grants(APIGatewayV2HTTPEvent event) {
        return reply(new IssueGrantHandler(wiring).handleRequest(event, null));
    }

    Reply grant(Phone phone, String grant) {
        var event =
                phone.request(
                        "GET", "/v1/grants/" + grant, "", phone.newRequestId(), clock.instant());
        return reply(new ReadGrantHandler(wiring).handleRequest(event, null));
    }

    Reply redeem(Phone phone, Envelope receipt) {
        return redeem(phone, receipt.encoded());
    }

    Reply redeem(Phone phone, Bytes receipt) {
        var body = "{\"receipt\":\"%s\"}".formatted(receipt.base64Url());
        var event =
                phone.request("POST", "/v1/receipts", body, phone.newRequestId(), clock.instant());
        return reply(new RedeemReceiptHandler(wiring).handleRequest(event, null));
    }

    Reply checkpoint(Phone phone, Envelope checkpoint) {
        var body = "{\"checkpoint\":\"%s\"}".formatted(checkpoint.encoded().base64Url());
        var event =
                phone.request(
                        "POST", "/v1/checkpoints", body, phone.newRequestId(), clock.instant());
        return reply(new SubmitCheckpointHandler(wiring).handleRequest(event, null));
    }

    /// Publishes each object in a bundle of its own, from the module that signed it.
    ///
    /// @return how many bundles the queue is to give again
    int publish(Envelope... objects) {
        return publish(
                Arrays.stream(objects)
                        .map(each -> {
                            var unit = unitOf(each);
                            return unit.bundle(unit.held(), each);
                        })
                        .toArray(Bytes[]::new));
    }

    /// Publishes what claims to be bundles; answers land in [#published].
    int publish(Bytes... bundles) {
        var messages = new ArrayList<SQSEvent.SQSMessage>();
        for (var bundle : bundles) {
            var message = new SQSEvent.SQSMessage();
            message.setMessageId(UUID.randomUUID().toString());
            message.setBody(Base64.getEncoder().encodeToString(bundle.toArray()));
            messages.add(message);
        }
        var event = new SQSEvent();
        event.setRecords(messages);
        return new TakeQueuedBundlesHandler(wiring, published::put)
                .handleRequest(event, null)
                .getBatchItemFailures()
                .size();
    }

    /// A phone carries a bundle.
    Reply carry(Phone phone, Bytes bundle) {
        var body = "{\"bundle\":\"%s\"}".formatted(bundle.base64Url());
        var event =
                phone.request("POST", "/v1/bundles", body, phone.newRequestId(), clock.instant());
        return reply(new SyncBundlesHandler(wiring).handleRequest(event, null));
    }

    Reply refund(Phone phone, String grant, String reason) {
        return refund(phone, grant, reason, phone.newRequestId());
    }

    Reply refund(Phone phone, String grant, String reason, RequestId id) {
        var body = "{\"grant\":\"%s\",\"reason\":\"%s\"}".formatted(grant, reason);
        var event = phone.request("POST", "/v1/refunds", body, id, clock.instant());
        return reply(new RequestRefundHandler(wiring).handleRequest(event, null));
    }

    /// What an operator has to decide.
    JsonNode cases(String operator) {
        var answer = new ReadCasesHandler(wiring).handleRequest(Map.of("operator", operator), null);
        return JSON.valueToTree(answer);
    }

    Map<String, Object> decideRefund(String operator, String grant, String decision) {
        return new DecideRefundHandler(wiring)
                .handleRequest(
                        Map.of(
                                "operator", operator,
                                "grant", grant,
                                "decision", decision,
                                "reason", "looked at it"),
                        null);
    }

    Map<String, Object> capture(String operator, String grant, long amount) {
        return decide(
                Map.of(
                        "operator", operator,
                        "grant", grant,
                        "decision", "capture",
                        "amount", amount,
                        "reason", "seen on camera"));
    }

    Map<String, Object> release(String operator, String grant) {
        return decide(
                Map.of(
                        "operator",
                        operator,
                        "grant",
                        grant,
                        "decision",
                        "release",
                        "reason",
                        "the machine was empty"));
    }

    private Map<String, Object> decide(Map<String, Object> input) {
        return new DecideReviewHandler(wiring).handleRequest(input, null);
    }

    private PaymentUnit unitOf(Envelope object) {
        try {
            return Optional.ofNullable(units.get(ModuleKeyId.of(object).module())).orElseThrow();
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    /// The schedule's sweep.
    void sweep() {
        var _ = new SweepHoldsHandler(wiring).handleRequest(new DynamodbEvent(), null);
    }

    Map<String, Object> rotateKeys() {
        return new RotateKeysHandler(wiring).handleRequest(Map.of(), null);
    }

    void enrol(PaymentUnit module, String operator) {
        enrol(module, operator, true);
    }

    void enrol(PaymentUnit module, String operator, boolean licensed) {
        var answer =
                new EnrolModuleHandler(wiring)
                        .handleRequest(
                                Map.of(
                                        "enrolmentRequest",
                                        module.enrolmentRequest(),
                                        "operator",
                                        operator,
                                        "name",
                                        "Snacks",
                                        "currency",
                                        "EUR",
                                        "kind",
                                        "vend",
                                        "licensed",
                                        licensed,
                                        "prices",
                                        Map.of("12", 175)),
                                null);
        var _ = module.enrolled((String) answer.get("enrolment"));
        units.put(module.id(), module);
    }

    Map<String, Object> credit(Phone phone, long amount, UUID id) {
        return new CreditAccountHandler(wiring)
                .handleRequest(
                        Map.of(
                                "account",
                                phone.account().toString(),
                                "amount",
                                amount,
                                "currency",
                                "EUR",
                                "id",
                                id.toString()),
                        null);
    }

    Map<String, Object> credit(Phone phone, long amount) {
        return credit(phone, amount, UUID.randomUUID());
    }

    /// The books; fails the test unless they balance.
    Map<String, Object> balances() {
        var answer = verify();
        if (!answer.get("ok").equals(true)) {
            throw new AssertionError("the books are broken: " + answer.get("faults"));
        }
        @SuppressWarnings("unchecked")
        var balances = (Map<String, Object>) answer.get("balances");
        return balances;
    }

    Map<String, Object> verify() {
        return new VerifyLedgerHandler(wiring).handleRequest(Map.of(), null);
    }

    static GrantToken token(Reply reply) {
        try {
            return GrantToken.parse(Bytes.fromBase64Url(reply.body().path("grantToken").asText()));
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    static List<Object> values(Map<String, Object> map, String... keys) {
        return Arrays.stream(keys).map(key -> map.getOrDefault(key, 0L)).toList();
    }

    static Reply reply(APIGatewayV2HTTPResponse response) {
        try {
            return new Reply(
                    response.getStatusCode(),
                    JSON.readTree(response.getBody()),
                    response.getHeaders());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
