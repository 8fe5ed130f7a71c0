package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.buy;
import static dev.coinless.lab.acceptance.Purchases.operatorBalance;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.refused;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.World;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// F01, tap to pay at a machine without network, on the advert path.
@ExtendWith(LabExtension.class)
class F01AcceptanceIT {

    @Test
    @DisplayName("F01.1 tap, swipe, press 12: one vend, the money moves, the module sent nothing")
    void f01Acceptance1(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        long earnedBefore = operatorBalance(world, "A");

        accepted(phone.tap("M7"));
        accepted(phone.swipe());
        select(machine, ITEM);
        phone.awaitSettled();

        var signal = machine.vmc().cashlessSignals();
        assertThat(signal).hasSize(1);
        assertThat(signal.getFirst().path("item").asInt()).isEqualTo(ITEM);
        assertThat(signal.getFirst().path("price").asLong()).isEqualTo(PRICE);
        assertThat(phone.balance().available()).isEqualTo(CREDIT - PRICE);
        assertThat(phone.balance().held()).isZero();
        assertThat(operatorBalance(world, "A") - earnedBefore).isEqualTo(PRICE);
        assertThat(machine.module().journalled("RECEIPT")).isEqualTo(1);
        assertThat(machine.module().bytesSent()).isZero();
        assertThat(machine.module().internetSockets()).isZero();
    }

    @Test
    @DisplayName("F01.3 a replayed token is CODE_SPENT, at once and after a power cycle")
    void f01Acceptance3(World world) throws Exception {
        var machine = world.machine("M7");
        var module = machine.module();
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var account = new RawAccount(world.cloud()).registered(CREDIT);
            var grant = account.granted(radio.hear(module.id()).advertisement());
            var first = radio.connect(module.id());
            var spent = first.presentation(grant, Intent.PAY);
            assertThat(first.say(MessageKind.PRESENT, spent.encoded()))
                    .isEqualTo(new Verdict.Accepted());
            select(machine, ITEM);
            var receipt = first.await(MessageKind.RECEIPT);
            assertThat(account.postReceipt(receipt).status()).isEqualTo(200);

            world.cloud().clock().forward(Duration.ofSeconds(1));
            var again = radio.connect(module.id());
            assertThat(
                            again.say(
                                    MessageKind.PRESENT,
                                    again.presentation(grant, Intent.PAY).encoded()))
                    .isEqualTo(new Verdict.Refused(Refusal.CODE_SPENT));
            assertThat(again.await(MessageKind.RECEIPT)).isEqualTo(receipt);

            module.powerCut();
            module.powerOn();
            var afterwards = radio.connect(module.id());
            assertThat(
                            afterwards.say(
                                    MessageKind.PRESENT,
                                    afterwards.presentation(grant, Intent.PAY).encoded()))
                    .isEqualTo(new Verdict.Refused(Refusal.CODE_SPENT));
        }
        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
    }

    @Test
    @DisplayName("F01.4 another module's token, another's phone, a code 301 s old")
    void f01Acceptance4(World world) throws Exception {
        var m7 = world.machine("M7");
        var m8 = world.machine("M8");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            world.air().near("X", "M8", World.NEAR_DBM);
            var account = new RawAccount(world.cloud()).registered(CREDIT);

            var forM8 = account.granted(radio.hear(m8.module().id()).advertisement());
            var toM7 = radio.connect(m7.module().id());
            assertThat(
                            toM7.say(
                                    MessageKind.PRESENT,
                                    toM7.presentation(forM8, Intent.PAY).encoded()))
                    .isEqualTo(new Verdict.Refused(Refusal.WRONG_MODULE));

            var forM7 = account.granted(radio.hear(m7.module().id()).advertisement());
            var thief = new RawAccount(world.cloud()).thiefOf(forM7);
            assertThat(
                            toM7.say(
                                    MessageKind.PRESENT,
                                    toM7.presentation(thief, Intent.PAY).encoded()))
                    .isEqualTo(new Verdict.Refused(Refusal.NO_PROOF));

            world.cloud().clock().forward(Duration.ofSeconds(301));
            var later = radio.connect(m7.module().id());
            assertThat(
                            later.say(
                                    MessageKind.PRESENT,
                                    later.presentation(forM7, Intent.PAY).encoded()))
                    .isEqualTo(new Verdict.Refused(Refusal.STALE_CODE));
            var checkpoint = later.await(MessageKind.CHECKPOINT);
            account.post(
                    "/v1/checkpoints",
                    RawAccount.JSON.createObjectNode().put("checkpoint", checkpoint.base64Url()));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> account.state(forM7).equals("VOIDED"));
            assertThat(account.state(forM8)).isEqualTo("HELD");
        }
        assertThat(m7.vmc().cashlessSignals()).isEmpty();
        assertThat(m8.vmc().cashlessSignals()).isEmpty();
    }

    @Test
    @DisplayName(
            "F01.5 two phones on one code: the first wins, the other's hold ends with the receipt")
    void f01Acceptance5(World world) {
        var machine = world.machine("M7");
        var p = phoneAt(world, "P", "M7");
        var q = phoneAt(world, "Q", "M7");
        accepted(p.tap("M7"));
        accepted(q.tap("M7"));
        assertThat(q.balance().held()).isEqualTo(500);

        accepted(p.swipe());
        select(machine, ITEM);
        p.awaitSettled();

        refused(q.swipe(), "CODE_SPENT");
        await().atMost(Duration.ofSeconds(20)).until(() -> q.balance().held() == 0);
        assertThat(q.balance().available()).isEqualTo(CREDIT);
        assertThat(p.balance().available()).isEqualTo(CREDIT - PRICE);
        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
    }

    @Test
    @DisplayName("F01.6 power cut between INTENT and approval: no signal, UNKNOWN, never captured")
    void f01Acceptance6(World world) {
        var machine = world.machine("M7");
        var module = machine.module();
        var phone = phoneAt(world, "P", "M7");
        accepted(phone.tap("M7"));
        accepted(phone.swipe());
        module.powerCutAfter("INTENT");

        select(machine, ITEM);
        module.awaitDark(Duration.ofSeconds(20));
        module.powerOn();

        var receipt = phone.awaitReceipt();
        assertThat(receipt.path("outcome").asText()).isEqualTo("UNKNOWN");
        phone.awaitSettled();
        assertThat(machine.vmc().cashlessSignals()).isEmpty();
        assertThat(phone.balance().available()).isEqualTo(CREDIT);
        assertThat(phone.balance().held()).isZero();
    }

    @Test
    @DisplayName("F01 twice: after a vend the next one works without reopening anything")
    void aSecondPurchaseFollowsTheFirst(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");

        buy(phone, machine);
        buy(phone, machine);

        assertThat(machine.vmc().cashlessSignals()).hasSize(2);
        assertThat(phone.balance().available()).isEqualTo(CREDIT - 2 * PRICE);
    }

    @Test
    @DisplayName("An idle machine with the module stopped sells for coins")
    void aMachineWithTheModuleStoppedSellsForCoins(World world) {
        var machine = world.machine("M7");
        machine.module().stop();

        machine.vmc().coin(200);
        accepted(machine.vmc().select(ITEM));
        machine.vmc().awaitVend(1, Duration.ofSeconds(20));

        assertThat(machine.vmc().signals()).hasSize(1);
        assertThat(machine.vmc().cashlessSignals()).isEmpty();
    }
}
