package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.ChecklistAIT.exchange;
import static dev.coinless.lab.acceptance.ChecklistAIT.presented;
import static dev.coinless.lab.acceptance.ChecklistAIT.sentOverBle;
import static dev.coinless.lab.acceptance.ChecklistAIT.token;
import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.buy;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Checklist B of F01: the advertised code and the grant token, phrase by phrase.
@ExtendWith(LabExtension.class)
class ChecklistBIT {

    @Test
    @DisplayName("B1 the code is got by scan only: no connection before the request")
    void b1TheCodeIsHeardWithoutAConnection(World world) {
        world.machine("M7");
        var phone = phoneAt(world, "P", "M7");

        accepted(phone.tap("M7"));

        assertThat(phone.bleWire()).noneMatch(each -> each.path("kind").asText().equals("connect"));
        assertThat(phone.bleWire()).anyMatch(each -> each.path("kind").asText().contains("adv"));
    }

    @Test
    @DisplayName("B2 the scan response holds 23 bytes with counter and code, in 31 byte packets")
    void b2TheAdvertisementHoldsTheCode(World world) throws Exception {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var heard = radio.hear(machine.module().id()).advertisement();

            assertThat(heard.encoded().length()).isEqualTo(23);
            assertThat(heard.code().mac().length()).isEqualTo(8);
            // That the code is the HMAC for its counter is what the cloud checks: it grants.
            var account = new RawAccount(world.cloud()).registered(CREDIT);
            assertThat(account.granted(heard).token().grant().counter())
                    .isEqualTo(heard.code().counter());
        }
        assertThat(world.air().frames("X"))
                .filteredOn(each -> each.path("kind").asText().equals("scan-response"))
                .isNotEmpty()
                .allMatch(each -> each.path("value").asText().length() <= 2 * 31);
    }

    @Test
    @DisplayName("B3 a code is single use, hard to forge, and changes")
    void b3TheCodeIsSingleUse(World world) {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var first = radio.hear(machine.module().id()).advertisement();
            world.cloud().clock().forward(Duration.ofSeconds(31));
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            radio.hear(machine.module().id())
                                            .advertisement()
                                            .code()
                                            .counter()
                                            .compareTo(first.code().counter())
                                    > 0);

            var account = new RawAccount(world.cloud()).registered(CREDIT);
            var forged =
                    new AuthorizationCode(
                            first.code().counter(), Bytes.fromHex("0123456789abcdef"));
            var answer = account.requestGrant(first.module(), forged);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.refusal()).isEqualTo("BAD_CODE");

            var captured = radio.hear(machine.module().id()).advertisement();
            buy(phoneAt(world, "P", "M7"), machine);
            assertThat(account.requestGrant(captured.module(), captured.code()).refusal())
                    .isIn("CODE_SPENT", "STALE_CODE");
        }
    }

    @Test
    @DisplayName("B4 the request holds code, counter and module; without one of them it is refused")
    void b4TheRequestHoldsTheCode(World world) {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var heard = radio.hear(machine.module().id()).advertisement();
            var account = new RawAccount(world.cloud()).registered(CREDIT);

            for (var field : List.of("module", "counter", "code")) {
                var body = account.grantRequest(heard.module(), heard.code());
                ((com.fasterxml.jackson.databind.node.ObjectNode) body.path("code")).remove(field);
                var answer = account.post("/v1/grants", body);
                assertThat(answer.status()).as("without %s", field).isEqualTo(400);
                assertThat(answer.body().path("field").asText()).contains(field);
            }
        }
        var phone = phoneAt(world, "P", "M7");
        accepted(phone.tap("M7"));
        assertThat(exchange(phone, "/v1/grants", "out").path("body").asText())
                .contains("\"module\"", "\"counter\"", "\"code\"");
    }

    @Test
    @DisplayName("B5 the request needs the second network")
    void b5TheSecondRadioIsNeeded(World world) {
        world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        phone.net(false);

        Purchases.refused(phone.tap("M7"), "NEED_NETWORK");
    }

    @Test
    @DisplayName(
            "B6 the token verifies under the platform's key and names module, counter, holder, cap")
    void b6TheTokenIsThePlatforms(World world) throws Exception {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var heard = radio.hear(machine.module().id()).advertisement();
            var granted = new RawAccount(world.cloud()).registered(CREDIT).granted(heard);
            var cert = certificate(granted.keyCert());

            assertThat(granted.token().isSignedBy(cert.verifier(), RawRadio.ENVIRONMENT)).isTrue();
            assertThat(granted.token().issuer()).isEqualTo(cert.serial());
            var grant = granted.token().grant();
            assertThat(grant.module()).isEqualTo(heard.module());
            assertThat(grant.counter()).isEqualTo(heard.code().counter());
            assertThat(grant.cap().minorUnits()).isEqualTo(500);
            assertThat(grant.ttl()).isEqualTo(Duration.ofSeconds(300));
        }
    }

    @Test
    @DisplayName("B7 a swipe before the answer arrives is queued and fires once after it")
    void b7AnEarlyTriggerFiresOnce(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");

        accepted(phone.ask("tap-and-swipe M7"));
        select(machine, ITEM);
        phone.awaitSettled();

        assertThat(presented(phone)).hasSize(1);
        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
    }

    @Test
    @DisplayName("B8 after a vend there is a fresh code and a second vend; no token serves two")
    void b8ASecondVendNeedsASecondToken(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");

        buy(phone, machine);
        var first = token(phone);
        buy(phone, machine);
        var second = token(phone);

        assertThat(second).isNotEqualTo(first);
        assertThat(counter(second)).isGreaterThan(counter(first));
        assertThat(phone.balance().available()).isEqualTo(CREDIT - 2 * PRICE);
    }

    @Test
    @DisplayName("B10 the frame's payload is the token, byte for byte")
    void b10TheTokenIsSentAsItCame(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        accepted(phone.tap("M7"));
        accepted(phone.swipe());
        select(machine, ITEM);
        phone.awaitSettled();

        var issued =
                Bytes.fromBase64Url(
                        json(exchange(phone, "/v1/grants", "in").path("body").asText())
                                .path("grantToken")
                                .asText());
        assertThat(sentOverBle(phone)).contains(issued.hex());
    }

    private static long counter(Bytes token) {
        try {
            return GrantToken.parse(token).grant().counter().value();
        } catch (dev.coinless.model.wire.Malformed e) {
            throw new AssertionError(e);
        }
    }

    /// The certificate without checking the root: the module does that.
    private static KeyCert certificate(Bytes encoded) throws Exception {
        var body = Envelope.parse(ObjectType.KEYCERT, encoded).claims().body(5);
        return new KeyCert(
                new dev.coinless.model.id.KeySerial(body.get(0).unsigned("serial", 0xFFFFFFFFL)),
                dev.coinless.model.keys.KeyUsage.GRANT,
                body.get(2).bytes("key", 32),
                new dev.coinless.model.id.KeySerial(body.get(3).unsigned("minimum", 0xFFFFFFFFL)),
                0);
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        try {
            return RawAccount.JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
