package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawModule;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.raw.RawUnit;
import dev.coinless.lab.raw.TableContents;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.radio.MessageKind;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every POST twice with one request id: the same answer, and the table as after the first.
@ExtendWith(LabExtension.class)
class IdempotencyIT {

    @Test
    @DisplayName(
            "Check 9: accounts, grants, receipts and checkpoints repeated have no second effect")
    void everyPostTwiceIsOnce(World world) throws Exception {
        var machine = world.machine("M7");
        var module = machine.module().id();
        var account = new RawAccount(world.cloud());
        try (var radio = RawRadio.near(world, "X", "M7")) {
            twice(world, account, "/v1/accounts", account.registration());
            account.registered(CREDIT);
            var selection = RawModule.enrolled(world.cloud(), "M8").request(1, price());
            twice(
                    world,
                    account,
                    "/v1/grants",
                    RawAccount.JSON.createObjectNode().put("request", selection.base64Url()));

            var code = radio.hear(module).advertisement();
            var grant =
                    account.granted(
                            twice(
                                    world,
                                    account,
                                    "/v1/grants",
                                    account.grantRequest(module, code.code())));
            var connection = radio.connect(module);
            var presentation = connection.presentation(grant, Intent.PAY).encoded();
            connection.say(MessageKind.PRESENT, presentation);
            select(machine, ITEM);
            var receipt = connection.await(MessageKind.RECEIPT);
            var captured =
                    twice(
                            world,
                            account,
                            "/v1/receipts",
                            RawAccount.JSON.createObjectNode().put("receipt", receipt.base64Url()));
            assertThat(captured.body().path("captured").asLong()).isEqualTo(PRICE);

            world.cloud().clock().forward(java.time.Duration.ofSeconds(2));
            var again = radio.connect(module);
            again.say(MessageKind.PRESENT, again.presentation(grant, Intent.PAY).encoded());
            var checkpoint = again.await(MessageKind.CHECKPOINT);
            twice(
                    world,
                    account,
                    "/v1/checkpoints",
                    RawAccount.JSON.createObjectNode().put("checkpoint", checkpoint.base64Url()));
        }
        var left = account.get("/v1/account").body();
        assertThat(left.path("available").asLong() + left.path("held").asLong())
                .isEqualTo(CREDIT - PRICE);
        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
    }

    @Test
    @DisplayName("Check 9: a bundle repeated with one request id has no second effect")
    void aBundleTwiceIsOnce(World world) throws Exception {
        var unit = RawUnit.enrolled(world.cloud(), "A");
        var account = new RawAccount(world.cloud()).registered(CREDIT);
        var bundle = unit.bundle(unit.sale(account.granted(unit.advertisement(1)), PRICE));
        var body = RawAccount.JSON.createObjectNode().put("bundle", bundle.base64Url());
        var nonce = RawAccount.nonce();
        assertThat(account.post("/v1/bundles", body, nonce).status()).isEqualTo(200);
        var once = settled(world);

        var second = account.post("/v1/bundles", body, nonce);

        // What goes down is sealed anew each time.
        assertThat(second.status()).isEqualTo(200);
        assertThat(settled(world)).isEqualTo(once);
        assertThat(account.get("/v1/account").body().path("available").asLong())
                .isEqualTo(CREDIT - PRICE);
    }

    private static RawAccount.Answer twice(
            World world, RawAccount account, String path, ObjectNode body) {
        var nonce = RawAccount.nonce();
        var first = account.post(path, body, nonce);
        assertThat(first.status()).as("%s", first).isBetween(200, 201);
        var once = settled(world);

        var second = account.post(path, body, nonce);

        assertThat(second).isEqualTo(first);
        assertThat(settled(world)).isEqualTo(once);
        return first;
    }

    /// The table once the sweep, which follows its stream, has done what it does.
    private static Map<String, JsonNode> settled(World world) {
        var last = new java.util.concurrent.atomic.AtomicReference<>(Map.<String, JsonNode>of());
        await().atMost(Phone.PATIENCE)
                .pollInterval(java.time.Duration.ofMillis(700))
                .until(() -> {
                    var now = new TreeMap<>(TableContents.ofSales(world.cloud()));
                    // What is held at modules is counted anew every few minutes, and what comes
                    // from a source counts each time.
                    now.keySet().removeIf(key -> key.contains(" X#") || key.contains(" N#"));
                    return now.equals(last.getAndSet(now));
                });
        return last.get();
    }

    private static Money price() {
        return Money.of(PRICE, "EUR");
    }
}
