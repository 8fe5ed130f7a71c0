package dev.coinless.proof.fuzz;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.functions.io.lambda.HandlersInMemory;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryCustody;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.functions.testing.SeededSecureRandom;
import dev.coinless.functions.testing.SettableClock;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.wire.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The body of one route of the cloud, in production's handlers on a table in memory.
///
/// An odd first byte has the body signed by a stranger, an even one by a phone that the cloud
/// knows. Whatever it is, the answer is one of a client's faults or a success, and a refusal moves
/// no money.
final class Bodies implements Target {

    /// The routes that take a body.
    static final List<String> ROUTES =
            List.of("accounts", "grants", "receipts", "refunds", "checkpoints", "bundles");

    /// Inputs of the long proof; each is a whole request.
    private static final long GOAL = 1_000_000;

    private static final long SEED = 7;
    private static final long CREDIT = 1000;
    private static final long PRICE = 175;

    /// Where money is: accounts, grants and movements by the begin of their keys.
    private static final Set<String> MONEY = Set.of("A#", "G#", "V#");

    private static final Bytes BY_A_STRANGER = Bytes.of((byte) 1);
    private static final Bytes BY_A_PHONE = Bytes.of((byte) 0);

    private final String path;
    private final SettableClock clock = new SettableClock();
    private final MemoryCustody custody;
    private final MemoryDynamo pristine;
    private final Phone known;
    private final Phone stranger;
    private final PaymentUnit module;
    private final GrantId sold;
    private MemoryDynamo table;
    private HandlersInMemory cloud;

    /// @param route one of [#ROUTES]
    Bodies(String route) {
        RandomGenerator random = AwsMode.dice(SEED);
        this.path = "/v1/" + route;
        this.custody = new MemoryCustody(random);
        this.known = new Phone(random);
        this.stranger = new Phone(random);
        this.module = new PaymentUnit("0a0b0c0d0e07", random);
        this.pristine = new MemoryDynamo();
        this.table = pristine;
        this.cloud = startedCold();
        furnish();
        this.sold = sell();
        begin();
    }

    @Override
    public void take(Bytes input) {
        if (input.length() > 0) {
            int _ = answer(input);
        }
    }

    /// The HTTP status that an input of one byte or more is answered with.
    int answer(Bytes input) {
        var caller = input.unsignedAt(0) % 2 == 0 ? known : stranger;
        var body = new String(input.slice(1, input.length()).toArray(), StandardCharsets.UTF_8);
        var answer = post(caller, path, body);
        var changes = table.drain();
        int status = answer.getStatusCode();
        if (status < 200 || status >= 500) {
            throw new AssertionError(
                    "%s answered %d: %s".formatted(path, status, answer.getBody()));
        }
        boolean moved =
                changes.stream()
                        .map(change -> Objects.requireNonNull(change.key().get("pk")).s())
                        .anyMatch(key -> MONEY.stream().anyMatch(key::startsWith));
        if (status >= 300 && moved) {
            throw new AssertionError("%s refused and changed %s".formatted(path, changes));
        }
        if (!changes.isEmpty()) {
            begin();
        }
        return status;
    }

    @Override
    public long goal() {
        return GOAL;
    }

    @Override
    public boolean isBehindSignatures() {
        return true;
    }

    @Override
    public List<Bytes> seeds(Vectors vectors) {
        var body = Bytes.utf8(genuine());
        return List.of(
                Bytes.concat(BY_A_PHONE, body),
                Bytes.concat(BY_A_STRANGER, body),
                Bytes.concat(
                        BY_A_PHONE,
                        Bytes.utf8("{\"request\":\"AA\",\"choice\":{\"line\":1,\"amount\":2}}")));
    }

    private String genuine() {
        var holder = known.key().publicKey().encoded().base64Url();
        return switch (path) {
            case "/v1/accounts" -> "{\"publicKey\":\"%s\"}".formatted(holder);
            case "/v1/grants" ->
                    "{\"code\":{\"module\":\"%s\",\"counter\":5,\"code\":\"%s\"},\"holder\":\"%s\",\"cap\":100}"
                            .formatted(module.id(), module.code(5).mac().hex(), holder);
            case "/v1/receipts" ->
                    "{\"receipt\":\"%s\"}".formatted(receipt().encoded().base64Url());
            case "/v1/refunds" -> "{\"grant\":\"%s\",\"reason\":\"nothing_came\"}".formatted(sold);
            case "/v1/checkpoints" ->
                    "{\"checkpoint\":\"%s\"}".formatted(module.checkpoint().encoded().base64Url());
            default ->
                    "{\"bundle\":\"%s\"}"
                            .formatted(
                                    module.bundle(module.held(), module.checkpoint()).base64Url());
        };
    }

    private Envelope receipt() {
        return module.receipt(
                new GrantId(Bytes.of(new byte[GrantId.LENGTH])),
                new Evidence.Request(new RequestHash(Bytes.of(new byte[16]))),
                Outcome.FAILED,
                Money.of(0, "EUR"));
    }

    /// An operator's module, a phone with money.
    private void furnish() {
        var _ = cloud.rotate(List.of());
        var enrolled =
                cloud.enrol(
                        Map.of(
                                "enrolmentRequest", module.enrolmentRequest(),
                                "operator", "A",
                                "name", "Snacks",
                                "currency", "EUR",
                                "kind", "vend",
                                "licensed", true,
                                "prices", Map.of("12", PRICE)));
        var _ = module.enrolled((String) Objects.requireNonNull(enrolled.get("enrolment")));
        var key = known.key().publicKey().encoded().base64Url();
        var registered = post(known, "/v1/accounts", "{\"publicKey\":\"%s\"}".formatted(key));
        if (registered.getStatusCode() >= 300) {
            throw new IllegalStateException("not registered: " + registered.getBody());
        }
        var _ =
                cloud.credit(
                        Map.of(
                                "account",
                                known.account().toString(),
                                "amount",
                                CREDIT,
                                "currency",
                                "EUR",
                                "id",
                                new UUID(0, SEED).toString()));
    }

    /// A sale to the phone that the cloud knows, settled.
    private GrantId sell() {
        var holder = known.newHolder();
        var code = module.code(4);
        var body =
                "{\"code\":{\"module\":\"%s\",\"counter\":%s,\"code\":\"%s\"},\"holder\":\"%s\"}"
                        .formatted(
                                module.id(),
                                code.counter(),
                                code.mac().hex(),
                                holder.publicKey().encoded().base64Url());
        var token = token(post(known, "/v1/grants", body).getBody());
        var receipt =
                module.receipt(
                        token.grant().id(),
                        module.proof(token, holder, Intent.PAY),
                        Outcome.VENDED,
                        Money.of(PRICE, "EUR"));
        var answer =
                post(
                        known,
                        "/v1/receipts",
                        "{\"receipt\":\"%s\"}".formatted(receipt.encoded().base64Url()));
        if (!answer.getBody().contains("CAPTURED")) {
            throw new IllegalStateException("not sold: " + answer.getBody());
        }
        return token.grant().id();
    }

    private static GrantToken token(String granted) {
        try {
            var token = new ObjectMapper().readTree(granted).path("grantToken").asText();
            return GrantToken.parse(Bytes.fromBase64Url(token));
        } catch (JsonProcessingException | Malformed e) {
            throw new IllegalStateException("no grant: " + granted, e);
        }
    }

    /// The table as it was furnished, and functions that have seen nothing yet.
    private void begin() {
        table = pristine.copy(AwsMode.CALM, SEED);
        cloud = startedCold();
    }

    private HandlersInMemory startedCold() {
        return new HandlersInMemory(
                new HandlersInMemory.Ground(
                        table,
                        custody,
                        clock,
                        new SeededSecureRandom(SEED),
                        (_, _) -> {},
                        Map.of(
                                "ENVIRONMENT",
                                PaymentUnit.ENVIRONMENT.name(),
                                "AUTHORITY",
                                Phone.AUTHORITY)));
    }

    private APIGatewayV2HTTPResponse post(Phone phone, String route, String body) {
        var event = phone.request("POST", route, body, phone.newRequestId(), clock.instant());
        return cloud.serve("POST", route, event.getHeaders(), body);
    }
}
