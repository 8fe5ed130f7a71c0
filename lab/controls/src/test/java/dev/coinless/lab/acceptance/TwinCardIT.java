package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.operatorBalance;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawAccount.Granted;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One card image in two machines: both know the same keys, codes and journal. Sooner or later they
/// sign two receipts with one number; then the module is quarantined, the operator reads it, and no
/// grant was captured twice.
@ExtendWith(LabExtension.class)
class TwinCardIT {

    private static final String SAME_AS_ADVERTISE =
            "the module takes no part in this stage: its card is as it was at advertise";

    private static final Map<Stage, String> SENSELESS =
            Map.of(
                    Stage.AUTHORIZE, SAME_AS_ADVERTISE,
                    Stage.ISSUE, SAME_AS_ADVERTISE,
                    Stage.TRIGGER, SAME_AS_ADVERTISE,
                    Stage.RECEIPT, "a card copied now is the one of vend or that of redeem");

    private static final Set<String> OVER = Set.of("ReceiptReceived", "Posted");

    @ParameterizedTest(name = "two modules with one card image, copied at {0}")
    @EnumSource(Stage.class)
    void theModuleIsQuarantinedAndNobodyPaysTwice(Stage stage, World world) {
        assumeTrue(!SENSELESS.containsKey(stage), () -> stage + ": " + SENSELESS.get(stage));
        var machine = world.machine("M7");
        var p = phoneAt(world, "P", "M7");
        long earned = operatorBalance(world, "A");
        var journey = PaymentPath.ADVERT.journey(world, machine, p);

        journey.upTo(stage);
        var twin = twinOf(world, machine);
        journey.through(stage);
        world.cloud().faults().clear();
        journey.join();
        var q = phoneAt(world, "Q", twin.name());
        int sold = 0;
        while (!isQuarantined(world, machine)) {
            assertThat(sold).as("sales until the two contradict each other").isLessThan(5);
            tryToBuy(p, machine);
            // A code that the other machine has not spent is broadcast with the next rotation.
            world.cloud().clock().forward(Duration.ofSeconds(31));
            tryToBuy(q, twin);
            world.cloud().clock().forward(Duration.ofSeconds(31));
            sold = goods(machine) + goods(twin);
        }

        assertThat(p.tap("M7").path("error").asText()).isIn("REVOKED", "OVER_LIMIT");
        assertPaidAtMostOnce(p, goods(machine));
        assertPaidAtMostOnce(q, goods(twin));
        assertThat(operatorBalance(world, "A") - earned)
                .as("what the operator earned")
                .isEqualTo(spent(p) + spent(q))
                .isLessThanOrEqualTo((goods(machine) + goods(twin)) * PRICE);
    }

    @Test
    @DisplayName("One token at both machines: two items fell, one was paid, the operator is told")
    void oneTokenAtBothMachinesIsPaidOnce(World world) throws Exception {
        var machine = world.machine("M7");
        var twin = twinOf(world, machine);
        var account = new RawAccount(world.cloud()).registered(CREDIT);
        try (var atM7 = RawRadio.near(world, "X", machine.name());
                var atTwin = RawRadio.near(world, "Y", twin.name())) {
            var code = atM7.hear(machine.module().id()).advertisement();
            await().atMost(Phone.PATIENCE)
                    .until(() -> atTwin.hear(twin.module().id()).advertisement().equals(code));
            var grant = account.granted(code);

            var first = sale(atM7, machine, grant);
            var second = sale(atTwin, twin, grant);
            assertThat(account.postReceipt(first).body().path("captured").asLong())
                    .isEqualTo(PRICE);
            assertThat(account.postReceipt(second).status()).isEqualTo(200);

            assertThat(account.get("/v1/account").body().path("available").asLong())
                    .isEqualTo(CREDIT - PRICE);
            assertThat(account.get("/v1/account").body().path("held").asLong()).isZero();
            assertThat(isQuarantined(world, machine)).isTrue();
            var next = atM7.hear(machine.module().id()).advertisement();
            assertThat(account.requestGrant(next.module(), next.code()).refusal())
                    .isEqualTo("REVOKED");
        }
    }

    private static Bytes sale(RawRadio radio, Machine machine, Granted grant) throws Exception {
        var connection = radio.connect(machine.module().id());
        var presentation = connection.presentation(grant, Intent.PAY).encoded();
        assertThat(connection.say(MessageKind.PRESENT, presentation))
                .isEqualTo(new Verdict.Accepted());
        select(machine, ITEM);
        return connection.await(MessageKind.RECEIPT);
    }

    /// Both are on afterwards.
    private static Machine twinOf(World world, Machine machine) {
        machine.module().powerCut();
        var twin = world.twin(machine.name(), "M9", MachineSetup.SNACKS);
        machine.module().powerOn();
        twin.module().powerOn();
        return twin;
    }

    /// Goes on with what is under way, or buys; may be refused once the module is in quarantine.
    private static void tryToBuy(Phone phone, Machine machine) {
        if (phone.must("state").path("grants").asInt() == 0
                && !phone.tap(machine.name()).path("ok").asBoolean()) {
            return;
        }
        if (phone.swipe().path("ok").asBoolean()) {
            machine.vmc().awaitFunds(Phone.PATIENCE);
            accepted(machine.vmc().select(ITEM));
            await().atMost(Phone.PATIENCE.multipliedBy(2))
                    .until(() -> phone.must("state").path("purchase").asText(), OVER::contains);
            // A receipt that contradicts another one is taken and settles nothing.
            phone.ask("post");
        }
    }

    private static boolean isQuarantined(World world, Machine machine) {
        return world.cloud()
                .operator()
                .verifyLedger()
                .quarantined()
                .contains(machine.module().id().toString());
    }

    private static int goods(Machine machine) {
        return machine.vmc().cashlessSignals().size();
    }

    private static void assertPaidAtMostOnce(Phone phone, int goods) {
        assertThat(spent(phone)).isLessThanOrEqualTo(goods * PRICE);
        long captures = 0;
        for (JsonNode each : phone.must("receipts").path("settled")) {
            captures += each.path("state").asText().equals("CAPTURED") ? 1 : 0;
        }
        assertThat(spent(phone)).isEqualTo(captures * PRICE);
    }

    /// What is held still belongs to the phone: a hold that only the quarantine keeps open.
    private static long spent(Phone phone) {
        var balance = phone.balance();
        return CREDIT - balance.available() - balance.held();
    }
}
