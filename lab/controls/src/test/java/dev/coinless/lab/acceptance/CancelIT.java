package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.refused;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whoever changes their mind, at whatever moment, pays nothing and gets nothing.
@ExtendWith(LabExtension.class)
class CancelIT {

    private static final Duration PAST_EVERY_CODE = Duration.ofSeconds(335);
    private static final Duration PAST_THE_ARMING = Duration.ofSeconds(61);

    @Test
    @DisplayName("The phone cancels: the module burns the code, the hold ends, nobody can use it")
    void cancelBurnsTheGrantAtTheModule(World world) {
        var machine = world.machine("M7");
        var p = phoneAt(world, "P", "M7");
        var q = phoneAt(world, "Q", "M7");
        var granted = accepted(p.tap("M7"));
        var other = accepted(q.tap("M7"));
        assertThat(other.path("counter")).as("the same code").isEqualTo(granted.path("counter"));

        accepted(p.cancel());

        assertThat(p.awaitReceipt().path("outcome").asText()).isEqualTo("CLOSED_UNUSED");
        assertThat(p.awaitSettled().path("state").asText()).isEqualTo("VOIDED");
        refused(p.swipe(), "NOT_YET");
        refused(q.swipe(), "CODE_SPENT");
        await().atMost(Phone.PATIENCE).until(() -> q.balance().held() == 0);
        assertThat(p.balance().available()).isEqualTo(CREDIT);
        assertThat(machine.vmc().signals()).isEmpty();
    }

    @Test
    @DisplayName(
            "The customer cancels at the machine while the grant is under way: STALE_CODE, and"
                    + " the hold ends by the next proof that a courier brings")
    void theCustomerCancelsWhileTheGrantIsUnderWay(World world) {
        var machine = selectionFirst(world);
        var phone = phoneAt(world, "P", "M7");
        accepted(machine.vmc().select(ITEM));
        accepted(phone.ask("request M7"));

        machine.vmc().does("cancel");

        refused(phone.swipe(), "STALE_CODE");
        assertThat(machine.vmc().signals()).isEmpty();
        world.cloud().clock().forward(PAST_EVERY_CODE);
        accepted(phone.ask("sync M7"));
        await().atMost(Phone.PATIENCE).until(() -> phone.balance().held() == 0);
        assertThat(phone.balance().available()).isEqualTo(CREDIT);
    }

    @Test
    @DisplayName("VEND CANCEL crosses the approval on the wire: one INTENT, no motor, FAILED")
    void vendCancelCrossesTheApprovalOfASelection(World world) {
        var machine = selectionFirst(world);
        var phone = phoneAt(world, "P", "M7");
        machine.vmc().does("cross");
        accepted(machine.vmc().select(ITEM));
        accepted(phone.ask("request M7"));

        accepted(phone.swipe());

        nothingWasSold(machine, phone);
    }

    @Test
    @DisplayName("VEND CANCEL crosses the approval in a session: one INTENT, no motor, FAILED")
    void vendCancelCrossesTheApprovalInASession(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        machine.vmc().does("cross");
        accepted(phone.tap("M7"));
        accepted(phone.swipe());

        select(machine, ITEM);

        nothingWasSold(machine, phone);
    }

    @Test
    @DisplayName("An arming that runs out says so, and pays no later selection")
    void anArmingThatRunsOutSaysSo(World world) {
        var machine = selectionFirst(world);
        var phone = phoneAt(world, "P", "M7");
        accepted(phone.ask("arm M7"));

        world.cloud().clock().forward(PAST_THE_ARMING);

        var over = phone.process().awaitEvent("disarmed", _ -> true, Phone.PATIENCE);
        assertThat(over.path("error").asText()).isEqualTo("NOT_YET");
        assertThat(over.path("message").asText()).contains("nothing was selected within 60 s");
        accepted(machine.vmc().select(ITEM));
        machine.vmc().does("cancel");
        assertThat(phone.balance().held()).isZero();
        assertThat(machine.vmc().signals()).isEmpty();
    }

    @Test
    @DisplayName("An arming that fails says why: no network, no money, taken back")
    void anArmingThatFailsSaysWhy(World world) {
        var machine = selectionFirst(world);
        var phone = world.phone("P").near("M7");
        phone.net(false);
        accepted(phone.ask("arm M7"));
        accepted(machine.vmc().select(ITEM));
        assertThat(denied(phone, 1)).isEqualTo("NEED_NETWORK");
        machine.vmc().does("cancel");

        phone.net(true);
        accepted(phone.ask("arm M7"));
        await().atMost(Phone.PATIENCE)
                .until(() -> machine.vmc().state().path("state").asText().equals("ENABLED"));
        accepted(machine.vmc().select(ITEM));
        assertThat(denied(phone, 2)).isEqualTo("INSUFFICIENT");
        machine.vmc().does("cancel");

        accepted(phone.ask("arm M7"));
        accepted(phone.ask("disarm"));
        phone.process().awaitEvent("disarmed", _ -> true, Phone.PATIENCE);
        assertThat(machine.vmc().signals()).isEmpty();
    }

    @Test
    @DisplayName("A person's `pay` pays the selection at a machine where one selects first")
    void payKnowsTheRequestPath(World world) {
        var machine = selectionFirst(world);
        var phone = phoneAt(world, "P", "M7");
        phone.kill();
        accepted(machine.vmc().select(ITEM));

        var told = phone.once("pay", "M7");

        assertThat(told).contains("armed").contains("paid").contains("CAPTURED");
        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
        phone.restart();
        assertThat(phone.balance().available()).isEqualTo(CREDIT - PRICE);
    }

    private static String denied(Phone phone, int count) {
        phone.process()
                .awaitEvent(
                        "no-grant",
                        _ -> phone.process().events("no-grant").size() >= count,
                        Phone.PATIENCE);
        return phone.process().events("no-grant").get(count - 1).path("error").asText();
    }

    private static void nothingWasSold(Machine machine, Phone phone) {
        assertThat(phone.awaitReceipt().path("outcome").asText()).isEqualTo("FAILED");
        phone.awaitSettled();
        assertThat(phone.balance().available()).isEqualTo(CREDIT);
        assertThat(machine.vmc().cashlessSignals()).as("motors").isEmpty();
        assertThat(machine.vmc().approvals()).isEqualTo(1);
        assertThat(machine.module().journalled("INTENT")).isEqualTo(1);
    }

    private static Machine selectionFirst(World world) {
        var machine = world.machine("M7", MachineSetup.SELECTION_FIRST);
        await().atMost(Phone.PATIENCE)
                .until(() -> machine.vmc().state().path("state").asText().equals("ENABLED"));
        return machine;
    }
}
