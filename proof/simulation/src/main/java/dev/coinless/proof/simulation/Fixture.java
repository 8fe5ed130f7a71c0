package dev.coinless.proof.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.coinless.edge.enrol.ModuleKeys;
import dev.coinless.functions.io.keys.Custody;
import dev.coinless.functions.io.lambda.HandlersInMemory;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryCustody;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.SeededSecureRandom;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.wire.Malformed;
import dev.coinless.proof.simulation.SimulatedModule.Member;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Network;
import dev.coinless.wallet.cloud.Reply;
import dev.coinless.wallet.keys.AccountKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// How every schedule begins: keys made, modules enrolled, accounts opened and credited. Made once
/// by the production handlers, then copied.
///
/// @param phones the accounts of P, Q and R
/// @param changes of the table so far, which the Book has not seen
record Fixture(
        MemoryDynamo table,
        Custody custody,
        List<Member> modules,
        List<AccountKey> phones,
        List<MemoryDynamo.Change> changes) {

    static final Environment ENVIRONMENT = new Environment("local");
    static final String AUTHORITY = "api.test";
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /// What each account has, minor units.
    static final long CREDIT = 5000;

    private static final long SEED = 20260301;

    static Fixture make() {
        var dice = AwsMode.dice(SEED);
        var keys = new KeyGenerator(dice);
        var table = new MemoryDynamo();
        var custody = new MemoryCustody(dice);
        var handlers =
                new HandlersInMemory(
                        new HandlersInMemory.Ground(
                                table,
                                custody,
                                () -> START,
                                new SeededSecureRandom(SEED),
                                (_, _) -> {},
                                Map.of()));
        handlers.rotate(List.of());
        var modules =
                List.of(
                        enrol(handlers, keys, "M7", "4d3700000001", "A", false, false, true, false),
                        enrol(handlers, keys, "M8", "4d3800000001", "A", false, true, true, false),
                        enrol(handlers, keys, "K1", "4b3100000001", "B", true, false, true, false),
                        enrol(handlers, keys, "L3", "4c3300000001", "B", false, false, true, true),
                        enrol(
                                handlers,
                                keys,
                                "Z9",
                                "5a3900000001",
                                "B",
                                false,
                                false,
                                false,
                                false));
        var phones =
                List.of(account(handlers, keys), account(handlers, keys), account(handlers, keys));
        return new Fixture(table, custody, modules, phones, table.drain());
    }

    private static Member enrol(
            HandlersInMemory handlers,
            KeyGenerator keys,
            String name,
            String id,
            String operator,
            boolean isSelectionFirst,
            boolean hasNetwork,
            boolean isHonest,
            boolean isOfPulses) {
        var made = ModuleKeys.generate(ModuleId.fromHex(id), ENVIRONMENT, keys);
        var registration =
                new HashMap<String, Object>(
                        Map.of(
                                "enrolmentRequest",
                                made.request(),
                                "operator",
                                operator,
                                "name",
                                name,
                                "currency",
                                "EUR",
                                "kind",
                                isOfPulses ? "pulse" : "vend",
                                "licensed",
                                true,
                                "prices",
                                isOfPulses ? Map.of() : Map.of("12", 175)));
        if (isOfPulses) {
            var line = Map.of("name", "Washer", "value", PulseBench.VALUE);
            registration.put("lines", Map.of(Integer.toString(PulseBench.LINE), line));
        }
        var answer = handlers.enrol(registration);
        try {
            var identity = made.accept(Enrolment.parse(String.valueOf(answer.get("enrolment"))));
            return new Member(name, identity, isSelectionFirst, hasNetwork, isHonest, isOfPulses);
        } catch (Malformed e) {
            throw new IllegalStateException("a module cannot be enrolled", e);
        }
    }

    private static AccountKey account(HandlersInMemory handlers, KeyGenerator keys) {
        var key = new AccountKey(keys.es256());
        var cloud = new Cloud(direct(handlers), key, () -> START, _ -> {});
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("publicKey", key.publicKey().encoded().base64Url());
        try {
            var reply =
                    cloud.post("/v1/accounts", body, new RequestId(keys.bytes(RequestId.LENGTH)));
            if (!(reply instanceof Reply.Done)) {
                throw new IllegalStateException("no account: " + reply);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        handlers.credit(
                Map.of(
                        "account",
                        key.account().toString(),
                        "amount",
                        CREDIT,
                        "currency",
                        "EUR",
                        "id",
                        UUID.nameUUIDFromBytes(key.publicKey().encoded().toArray()).toString()));
        return key;
    }

    private static Network direct(HandlersInMemory handlers) {
        return new Network() {
            @Override
            public Answer exchange(Call call) {
                var response =
                        handlers.serve(
                                call.method(),
                                call.path(),
                                call.headers(),
                                new String(call.body().toArray(), StandardCharsets.UTF_8));
                return new Answer(
                        response.getStatusCode(),
                        Optional.empty(),
                        dev.coinless.model.bytes.Bytes.utf8(response.getBody()));
            }

            @Override
            public String authority() {
                return AUTHORITY;
            }
        };
    }
}
