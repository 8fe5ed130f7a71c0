package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.operatorBalance;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.sign.ObjectType;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// F01 with selection first: the machine asks, the phone relays, the grant is for exactly that.
@ExtendWith(LabExtension.class)
class RequestPathIT {

    private static final Duration PAST_THE_REQUEST = Duration.ofSeconds(46);

    @Test
    @DisplayName("F01.2 selection first: the grant is for exactly 175, REQ is read before the POST")
    void f012SelectionFirst(World world) {
        var machine = selectionFirst(world);
        long earned = operatorBalance(world, "A");
        var phone = phoneAt(world, "P", "M7");

        accepted(machine.vmc().select(ITEM));
        var grant = accepted(phone.ask("request M7"));
        assertThat(grant.path("cap").asLong()).isEqualTo(PRICE);
        assertThat(machine.vmc().cashlessSignals()).as("before the trigger").isEmpty();
        accepted(phone.swipe());
        phone.awaitSettled();

        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
        assertThat(machine.vmc().cashlessSignals().getFirst().path("price").asLong())
                .isEqualTo(PRICE);
        assertThat(phone.balance().available()).isEqualTo(CREDIT - PRICE);
        assertThat(phone.balance().held()).isZero();
        assertThat(operatorBalance(world, "A")).isEqualTo(earned + PRICE);
        assertThat(machine.module().bytesSent()).isZero();
        assertThat(at(requestRead(phone))).isBefore(at(posted(phone)));
    }

    @Test
    @DisplayName("A3, A4 the signed REQUEST goes from the radio into the HTTP body unchanged")
    void a3a4TheRequestIsRelayedAsItIs(World world) throws Exception {
        var machine = selectionFirst(world);
        var phone = phoneAt(world, "P", "M7");
        accepted(machine.vmc().select(ITEM));
        int httpBefore = phone.httpWire().size();

        accepted(phone.ask("request M7"));

        var read = Bytes.fromHex(requestRead(phone).path("value").asText());
        var request = AuthorizationRequest.decode(Envelope.parse(ObjectType.REQUEST, read));
        assertThat(request.module()).isEqualTo(machine.module().id());
        assertThat(request.item()).isEqualTo(ITEM);
        assertThat(request.price().minorUnits()).isEqualTo(PRICE);
        var first = phone.httpWire().get(httpBefore);
        assertThat(at(requestRead(phone))).isBefore(at(first));
        var body = RawAccount.JSON.readTree(posted(phone).path("body").asText());
        assertThat(Bytes.fromBase64Url(body.path("request").asText())).isEqualTo(read);
        accepted(phone.swipe());
        phone.awaitSettled();
    }

    @Test
    @DisplayName("A4 a changed REQUEST is refused with BAD_SIGNATURE and holds nothing")
    void a4AChangedRequestIsRefused(World world) throws Exception {
        var machine = selectionFirst(world);
        var account = new RawAccount(world.cloud()).registered(CREDIT);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var connection = radio.connect(machine.module().id());
            accepted(machine.vmc().select(ITEM));
            var genuine = connection.awaitRequest();
            assertThat(connection.readRequest()).isEqualTo(genuine);

            for (var forged : Set.of(cheaper(genuine), flippedSignature(genuine))) {
                var answer = account.requestGrant(forged);
                assertThat(answer.status()).isBetween(400, 499);
                assertThat(answer.refusal()).isEqualTo("BAD_SIGNATURE");
            }

            assertThat(account.get("/v1/account").body().path("held").asLong()).isZero();
            assertThat(account.requestGrant(genuine).status()).isEqualTo(200);
        }
        machine.vmc().does("cancel");
    }

    @Test
    @DisplayName("An armed phone pays the selection that comes next, once")
    void anArmedSelectionIsTheTrigger(World world) {
        var machine = selectionFirst(world);
        var phone = phoneAt(world, "P", "M7");

        accepted(phone.ask("arm M7"));
        accepted(machine.vmc().select(ITEM));
        phone.awaitSettled();

        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
        accepted(machine.vmc().select(13));
        machine.vmc().does("cancel");
        assertThat(phone.balance().available()).isEqualTo(CREDIT - PRICE);
        assertThat(phone.balance().held()).isZero();
    }

    @Test
    @DisplayName(
            "After VEND CANCEL nothing is approved; the late grant is burnt, its receipt ends the hold")
    void afterVendCancelNothingIsApproved(World world) throws Exception {
        var machine = selectionFirst(world);
        var account = new RawAccount(world.cloud()).registered(CREDIT);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var connection = radio.connect(machine.module().id());
            accepted(machine.vmc().select(ITEM));
            var grant = account.grantedFor(connection.awaitRequest());

            machine.vmc().does("cancel");
            assertThat(connection.awaitRequest()).isEqualTo(Bytes.EMPTY);

            var token = grant.token().encoded();
            assertThat(connection.say(MessageKind.GRANT, token))
                    .isEqualTo(new Verdict.Refused(Refusal.STALE_CODE));
            var body = RawAccount.JSON.createObjectNode();
            body.put("receipt", connection.await(MessageKind.RECEIPT).base64Url());
            assertThat(account.post("/v1/receipts", body).status()).isEqualTo(200);
            await().atMost(Phone.PATIENCE)
                    .untilAsserted(() -> assertThat(account.state(grant)).isEqualTo("VOIDED"));
        }
        assertThat(machine.vmc().signals()).isEmpty();
    }

    @Test
    @DisplayName("A request that nobody answers in 45 s is denied at the machine")
    void aRequestTimesOut(World world) {
        var machine = selectionFirst(world);
        var phone = phoneAt(world, "P", "M7");
        accepted(machine.vmc().select(ITEM));
        accepted(phone.ask("request M7"));

        world.cloud().clock().forward(PAST_THE_REQUEST);

        await().atMost(Phone.PATIENCE)
                .until(() -> machine.vmc().state().path("state").asText().equals("ENABLED"));
        refused(phone.swipe(), "STALE_CODE");
        assertThat(machine.vmc().signals()).isEmpty();
    }

    @Test
    @DisplayName("A grant for one selection does not pay another")
    void aGrantIsForOneSelection(World world) throws Exception {
        var machine = selectionFirst(world);
        var account = new RawAccount(world.cloud()).registered(CREDIT);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var connection = radio.connect(machine.module().id());
            accepted(machine.vmc().select(11));
            var cheap = account.grantedFor(connection.awaitRequest());
            machine.vmc().does("cancel");
            connection.awaitRequest();
            selectAgain(machine, 14);
            var dear = connection.awaitRequest();
            assertThat(dear).isNotEqualTo(Bytes.EMPTY);

            assertThat(connection.say(MessageKind.GRANT, cheap.token().encoded()))
                    .isEqualTo(new Verdict.Refused(Refusal.STALE_CODE));

            assertThat(connection.readRequest()).as("still open").isEqualTo(dear);
            machine.vmc().does("cancel");
        }
        assertThat(machine.vmc().signals()).isEmpty();
    }

    @Test
    @DisplayName("A jam costs nothing")
    void aJamCostsNothing(World world) {
        var machine = selectionFirst(world);
        var phone = phoneAt(world, "P", "M7");
        machine.vmc().does("jam on");
        accepted(machine.vmc().select(ITEM));
        accepted(phone.ask("request M7"));
        accepted(phone.swipe());

        assertThat(phone.awaitReceipt().path("outcome").asText()).isEqualTo("FAILED");
        phone.awaitSettled();
        assertThat(phone.balance().available()).isEqualTo(CREDIT);
        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
    }

    @Test
    @DisplayName("Power cut between INTENT and approval: no signal, UNKNOWN, nothing captured")
    void powerCutAfterIntent(World world) {
        var machine = selectionFirst(world);
        var phone = phoneAt(world, "P", "M7");
        accepted(machine.vmc().select(ITEM));
        accepted(phone.ask("request M7"));
        machine.module().powerCutAfter("INTENT");
        phone.ask("swipe");
        machine.module().awaitDark(Phone.PATIENCE);

        machine.module().powerOn();

        assertThat(phone.awaitReceipt().path("outcome").asText()).isEqualTo("UNKNOWN");
        phone.awaitSettled();
        assertThat(machine.vmc().cashlessSignals()).isEmpty();
        assertThat(phone.balance().available()).isEqualTo(CREDIT);
    }

    @Test
    @DisplayName("A restart during an open request forgets it, and the machine is told")
    void aRestartForgetsTheRequest(World world) throws Exception {
        var machine = selectionFirst(world);
        var account = new RawAccount(world.cloud()).registered(CREDIT);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var connection = radio.connect(machine.module().id());
            accepted(machine.vmc().select(ITEM));
            var grant = account.grantedFor(connection.awaitRequest());
            machine.module().powerCut();
            machine.module().awaitDark(Phone.PATIENCE);
            machine.module().powerOn();

            var again = radio.connect(machine.module().id());

            assertThat(again.readRequest()).isEqualTo(Bytes.EMPTY);
            assertThat(again.say(MessageKind.GRANT, grant.token().encoded()))
                    .isEqualTo(new Verdict.Refused(Refusal.STALE_CODE));
        }
        await().atMost(Phone.PATIENCE)
                .until(() -> machine.vmc().state().path("state").asText().equals("ENABLED"));
        assertThat(machine.vmc().signals()).isEmpty();
    }

    @Test
    @DisplayName("The advert path works at the same machine")
    void theAdvertPathWorksHereToo(World world) {
        var machine = selectionFirst(world);
        var phone = phoneAt(world, "P", "M7");

        Purchases.buy(phone, machine);

        assertThat(phone.balance().available()).isEqualTo(CREDIT - PRICE);
    }

    private static Machine selectionFirst(World world) {
        var machine = world.machine("M7", MachineSetup.SELECTION_FIRST);
        await().atMost(Phone.PATIENCE)
                .until(() -> machine.vmc().state().path("state").asText().equals("ENABLED"));
        return machine;
    }

    /// The module ends the selection before on its side too, which takes a moment.
    private static void selectAgain(Machine machine, int item) {
        await().atMost(Phone.PATIENCE)
                .until(() -> machine.vmc().state().path("state").asText().equals("ENABLED"));
        accepted(machine.vmc().select(item));
    }

    /// The answer to the read of `Request` that held one.
    private static JsonNode requestRead(Phone phone) {
        return phone.bleWire().stream()
                .filter(each -> each.path("kind").asText().equals("read"))
                .filter(each -> each.path("direction").asText().equals("to-phone"))
                .filter(each -> each.path("characteristic").asText().equalsIgnoreCase("request"))
                .filter(each -> !each.path("value").asText().isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no REQUEST was read"));
    }

    private static JsonNode posted(Phone phone) {
        return ChecklistAIT.exchange(phone, "/v1/grants", "out");
    }

    private static Instant at(JsonNode captured) {
        return Instant.parse(captured.path("at").asText());
    }

    private static Bytes cheaper(Bytes genuine) throws Exception {
        var request = AuthorizationRequest.decode(Envelope.parse(ObjectType.REQUEST, genuine));
        var cheaper =
                new AuthorizationRequest(
                        request.module(),
                        request.generation(),
                        request.code(),
                        request.item(),
                        dev.coinless.model.money.Money.of(1, "EUR"),
                        request.floor(),
                        request.sequence());
        var stranger = new KeyGenerator(new SecureRandom()).ed25519();
        return cheaper.sign(stranger, RawRadio.ENVIRONMENT).encoded();
    }

    private static Bytes flippedSignature(Bytes genuine) {
        var flipped = genuine.toArray();
        flipped[flipped.length - 40] ^= 1;
        return Bytes.of(flipped);
    }
}
