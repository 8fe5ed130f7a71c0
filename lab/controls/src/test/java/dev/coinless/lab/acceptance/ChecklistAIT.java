package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.refused;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Checklist A of F01: what the phone does, phrase by phrase.
@ExtendWith(LabExtension.class)
class ChecklistAIT {

    /// What a trigger may take until its frame is on the air.
    private static final Duration TRIGGER_TO_FRAME = Duration.ofMillis(500);

    @Test
    @DisplayName("A1 killing the phone affects neither the cloud nor the module")
    void a1ThePhoneIsAProcessOfItsOwn(World world) {
        var machine = world.machine("M7");
        var p = phoneAt(world, "P", "M7");
        var q = phoneAt(world, "Q", "M7");
        accepted(p.tap("M7"));

        p.kill();

        accepted(q.tap("M7"));
        accepted(q.swipe());
        select(machine, ITEM);
        q.awaitSettled();
        assertThat(machine.module().isOn()).isTrue();
    }

    @Test
    @DisplayName("A2 two captures, and each radio can be switched off by itself")
    void a2TwoIndependentRadios(World world) {
        world.machine("M7");
        var phone = phoneAt(world, "P", "M7");

        phone.ble(false);
        assertThat(phone.balance().available()).isEqualTo(CREDIT);
        phone.ble(true);
        phone.net(false);
        assertThat(accepted(phone.ask("scan")).path("modules")).isNotEmpty();
        phone.net(true);

        assertThat(phone.bleWire()).isNotEmpty();
        assertThat(phone.httpWire()).isNotEmpty();
    }

    @Test
    @DisplayName(
            "A5 the module has no route to the cloud; without its network the phone gets no grant")
    void a5TheNetworkIsThePhones(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");

        phone.net(false);
        refused(phone.tap("M7"), "NEED_NETWORK");
        assertThat(accepted(phone.ask("scan")).path("modules")).isNotEmpty();

        assertThat(machine.module().bytesSent()).isZero();
        assertThat(machine.module().internetSockets()).isZero();
    }

    @Test
    @DisplayName("A6 the grant comes in answer to the request; a refusal brings none")
    void a6TheAnswerHoldsTheGrantOrTheRefusal(World world) {
        world.machine("M7");
        var rich = phoneAt(world, "P", "M7");
        var poor = world.phone("Q").near("M7");

        accepted(rich.tap("M7"));
        refused(poor.tap("M7"), "INSUFFICIENT");

        var answer = exchange(rich, "/v1/grants", "in");
        assertThat(answer.path("status").asInt()).isEqualTo(200);
        assertThat(answer.path("body").asText()).contains("grantToken", "display");
        assertThat(exchange(poor, "/v1/grants", "in").path("body").asText())
                .contains("INSUFFICIENT")
                .doesNotContain("grantToken");
    }

    @Test
    @DisplayName("A7 no grant is sent for 60 s without a trigger; a swipe causes exactly one")
    void a7NothingIsSentWithoutATrigger(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        accepted(phone.tap("M7"));

        world.cloud().clock().forward(Duration.ofSeconds(60));
        accepted(phone.ask("scan"));
        assertThat(writes(phone)).isEmpty();

        accepted(phone.swipe());
        assertThat(presented(phone)).hasSize(1);
        select(machine, ITEM);
        phone.awaitSettled();
        assertThat(presented(phone)).hasSize(1);
    }

    @Test
    @DisplayName("A8 the grant names its module; another machine's module refuses it")
    void a8TheGrantIsForOneMachine(World world) {
        world.machine("M7");
        var other = world.machine("M8");
        var phone = phoneAt(world, "P", "M7").near("M8");
        var grant = accepted(phone.tap("M7"));

        assertThat(grant.path("module").asText())
                .isEqualTo(world.machineNamed("M7").module().id().toString());
        refused(phone.ask("present-raw-at M8"), "WRONG_MODULE");
        assertThat(other.vmc().cashlessSignals()).isEmpty();
    }

    @Test
    @DisplayName("A9 the grant goes out after the trigger, within 500 ms")
    void a9TheFrameFollowsTheTrigger(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        accepted(phone.tap("M7"));

        var answer = accepted(phone.swipe());

        var trigger = Instant.parse(answer.path("triggeredAt").asText());
        var frame = Instant.parse(presented(phone).getFirst().path("at").asText());
        assertThat(frame).isAfter(trigger);
        assertThat(Duration.between(trigger, frame)).isLessThan(TRIGGER_TO_FRAME);
        select(machine, ITEM);
        phone.awaitSettled();
    }

    @Test
    @DisplayName(
            "A10 what goes over the radio is the token, and nothing of balance, prices or display")
    void a10OnlyThePartThatTheModuleNeeds(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        accepted(phone.tap("M7"));
        accepted(phone.swipe());
        select(machine, ITEM);
        phone.awaitSettled();

        var sent = sentOverBle(phone);
        assertThat(token(phone).length()).isLessThanOrEqualTo(160);
        assertThat(sent).contains(token(phone).hex());
        assertThat(sent)
                .doesNotContain(Bytes.utf8("balance").hex())
                .doesNotContain(Bytes.utf8("prices").hex())
                .doesNotContain(Bytes.utf8("display").hex())
                .doesNotContain(Bytes.utf8(phone.account()).hex());
    }

    @Test
    @DisplayName("A11 the token never appears on HTTP again; net off after issue still vends")
    void a11TheTokenTravelsByTheFirstRadioOnly(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        accepted(phone.tap("M7"));
        var token = token(phone).base64Url();

        phone.net(false);
        accepted(phone.swipe());
        select(machine, ITEM);
        phone.awaitReceipt();
        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
        phone.net(true);
        accepted(phone.ask("post"));
        phone.awaitSettled();

        assertThat(phone.httpWire())
                .filteredOn(each -> each.path("body").asText().contains(token))
                .hasSize(1);
        assertThat(phone.balance().available()).isEqualTo(CREDIT - PRICE);
    }

    static JsonNode exchange(Phone phone, String path, String direction) {
        return phone.httpWire().stream()
                .filter(each -> each.path("path").asText().equals(path))
                .filter(each -> each.path("direction").asText().equals(direction))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no exchange with " + path));
    }

    static List<JsonNode> writes(Phone phone) {
        return phone.bleWire().stream()
                .filter(each -> each.path("kind").asText().equals("write"))
                .filter(each -> each.path("direction").asText().equals("to-module"))
                .toList();
    }

    /// The first frames of PRESENT messages: header with the first bit, kind 1.
    static List<JsonNode> presented(Phone phone) {
        return writes(phone).stream()
                .filter(each -> isFirstFrameOf(1, Bytes.fromHex(each.path("value").asText())))
                .toList();
    }

    static boolean isFirstFrameOf(int kind, Bytes frame) {
        return frame.length() > 1 && frame.unsignedAt(0) >= 0x80 && frame.unsignedAt(1) == kind;
    }

    static String sentOverBle(Phone phone) {
        return String.join("", writes(phone).stream().map(w -> w.path("value").asText()).toList());
    }

    static Bytes token(Phone phone) {
        return Bytes.fromHex(phone.must("last-token").path("token").asText());
    }
}
