package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.operatorBalance;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A laundry machine without a bus: line and amount chosen on the phone, paid by coin pulses.
@ExtendWith(LabExtension.class)
class PulseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @DisplayName(
            "B9 the same journey sells a service: L3 counts what was paid, P and B are settled")
    void b9TheJourneyOfTheLaundry(World world) {
        var machine = world.machine("L3");
        var phone = phoneAt(world, "P", "L3");
        long before = operatorBalance(world, "B");

        accepted(phone.ask("tap L3 line 1 amount 200"));
        accepted(phone.swipe());
        var receipt = phone.awaitReceipt();
        var settled = phone.awaitSettled();

        assertThat(machine.laundry().credit(1)).isEqualTo(200);
        assertThat(machine.laundry().credit(2)).isZero();
        assertThat(receipt.path("outcome").asText()).isEqualTo("VENDED");
        assertThat(settled.path("captured").asLong()).isEqualTo(200);
        assertThat(phone.balance().available()).isEqualTo(CREDIT - 200);
        assertThat(phone.balance().held()).isZero();
        assertThat(operatorBalance(world, "B")).isEqualTo(before + 200);
        assertThat(machine.module().bytesSent()).isZero();
    }

    @Test
    @DisplayName(
            "C2 and C14 ten pulses of 50 ms, 100 ms apart, exactly once, also across power cycles")
    void c14TenPulsesExactlyOnce(World world) {
        var machine = world.machine("L3");
        var phone = phoneAt(world, "P", "L3");
        buy(phone, 1, 500);

        var pulses = machine.laundry().pulses();
        assertThat(pulses).hasSize(10);
        assertThat(pulses).allMatch(pulse -> pulse.path("line").asInt() == 1);
        assertThat(pulses).allMatch(pulse -> pulse.path("counted").asBoolean());
        assertThat(widths(pulses)).allMatch(width -> width >= 50 && width < 150);
        assertThat(pulses.stream().skip(1).map(pulse -> pulse.path("gap-ms").asDouble()))
                .allMatch(gap -> gap >= 100);
        assertThat(machine.module().journalled("INTENT")).isEqualTo(10);

        for (int i = 0; i < 2; i++) {
            machine.module().powerCut();
            machine.module().powerOn();
        }
        buy(phone, 2, 20);

        assertThat(machine.laundry().pulses()).hasSize(11);
        assertThat(machine.laundry().credit(1)).isEqualTo(500);
        assertThat(machine.laundry().credit(2)).isEqualTo(20);
    }

    @Test
    @DisplayName("power cut within the train: the receipt says n of m and UNKNOWN, none is resent")
    void aPowerCutWithinTheTrain(World world) {
        var machine = world.machine("L3");
        var phone = phoneAt(world, "P", "L3");
        accepted(phone.ask("tap L3 line 1 amount 500"));
        machine.module().powerCutAfter("INTENT 4");

        phone.ask("swipe");
        machine.module().awaitDark(PATIENCE);
        assertThat(machine.laundry().pulses()).hasSize(3);
        machine.module().powerOn();

        var receipt = phone.awaitReceipt();
        var settled = phone.awaitSettled();
        assertThat(receipt.path("outcome").asText()).isEqualTo("UNKNOWN");
        assertThat(settled.path("state").asText()).isEqualTo("REVIEW");
        assertThat(phone.balance().available()).isEqualTo(CREDIT);
        assertThat(machine.laundry().pulses()).as("none is sent again").hasSize(3);
        assertThat(sentOf(machine)).isEqualTo(3);
        assertThat(machine.module().journalled("INTENT")).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "power cut between INTENT and the first pulse: none was given, nothing is captured")
    void aPowerCutBeforeTheFirstPulse(World world) {
        var machine = world.machine("L3");
        var phone = phoneAt(world, "P", "L3");
        accepted(phone.ask("tap L3 line 1 amount 500"));
        machine.module().powerCutAfter("INTENT");

        phone.ask("swipe");
        machine.module().awaitDark(PATIENCE);
        machine.module().powerOn();

        assertThat(phone.awaitReceipt().path("outcome").asText()).isEqualTo("UNKNOWN");
        phone.awaitSettled();
        assertThat(machine.laundry().pulses()).isEmpty();
        assertThat(phone.balance().available()).isEqualTo(CREDIT);
    }

    @Test
    @DisplayName("power cut in a gap: the pulses that were sent are captured, no more are given")
    void aPowerCutInAGap(World world) {
        var machine = world.machine("L3");
        var phone = phoneAt(world, "P", "L3");
        accepted(phone.ask("tap L3 line 1 amount 500"));
        machine.module().powerCutAfter("RESULT 4");

        phone.ask("swipe");
        machine.module().awaitDark(PATIENCE);
        machine.module().powerOn();

        assertThat(phone.awaitReceipt().path("outcome").asText()).isEqualTo("VENDED");
        assertThat(phone.awaitSettled().path("captured").asLong()).isEqualTo(200);
        assertThat(machine.laundry().credit(1)).isEqualTo(200);
        assertThat(phone.balance().available()).isEqualTo(CREDIT - 200);
    }

    @Test
    @DisplayName("inhibited before the train: it waits, and gives up as FAILED after 90 s")
    void inhibitedBeforeTheTrain(World world) {
        var machine = world.machine("L3");
        var phone = phoneAt(world, "P", "L3");
        machine.laundry().inhibit(true);
        accepted(phone.ask("tap L3 line 1 amount 200"));
        accepted(phone.swipe());
        assertThat(machine.module().journalled("INTENT")).isZero();

        world.cloud().clock().forward(Duration.ofSeconds(91));

        assertThat(phone.awaitReceipt().path("outcome").asText()).isEqualTo("FAILED");
        phone.awaitSettled();
        assertThat(machine.laundry().pulses()).isEmpty();
        assertThat(phone.balance().available()).isEqualTo(CREDIT);

        machine.laundry().inhibit(false);
        buy(phone, 1, 50);
        assertThat(machine.laundry().credit(1)).isEqualTo(50);
    }

    @Test
    @DisplayName(
            "inhibited within the train: it pauses, goes on when allowed, else captures partly")
    void inhibitedWithinTheTrain(World world) {
        var machine = world.machine("L3", MachineSetup.LAUNDRY.with("pulse.gap", "400"));
        var phone = phoneAt(world, "P", "L3");
        accepted(phone.ask("tap L3 line 1 amount 200"));
        accepted(phone.swipe());
        machine.laundry().awaitPulses(1, PATIENCE);
        machine.laundry().inhibit(true);
        int paused = machine.laundry().pulses().size();
        assertThat(paused).isBetween(1, 2);

        world.cloud().clock().forward(Duration.ofSeconds(30));
        await().during(1, TimeUnit.SECONDS)
                .atMost(5, TimeUnit.SECONDS)
                .until(() -> machine.laundry().pulses().size() <= paused + 1);
        machine.laundry().inhibit(false);
        phone.awaitSettled(1);
        assertThat(machine.laundry().credit(1)).isEqualTo(200);

        accepted(phone.ask("tap L3 line 1 amount 500"));
        swipeOnceTheGapIsOver(phone);
        machine.laundry().awaitPulses(5, PATIENCE);
        machine.laundry().inhibit(true);
        await().during(1, TimeUnit.SECONDS)
                .atMost(5, TimeUnit.SECONDS)
                .until(() -> machine.laundry().pulses().size() <= 7);
        world.cloud().clock().forward(Duration.ofSeconds(91));

        var captured = phone.awaitSettled(2).path("captured").asLong();
        long sent = machine.laundry().pulses().size() - 4;
        assertThat(sent).isBetween(1L, 3L);
        assertThat(captured).isEqualTo(sent * 50);
        assertThat(phone.balance().available()).isEqualTo(CREDIT - 200 - sent * 50);
    }

    @Test
    @DisplayName("a second train during the first is BUSY, whatever the line, and costs nothing")
    void overlappingTrainsAreBusy(World world) {
        var machine = world.machine("L3");
        var p = phoneAt(world, "P", "L3");
        var q = phoneAt(world, "Q", "L3");
        machine.laundry().inhibit(true);
        accepted(p.ask("tap L3 line 1 amount 200"));
        accepted(p.swipe());
        accepted(q.ask("tap L3 line 2 amount 20"));

        refused(q.swipe(), "BUSY");
        machine.laundry().inhibit(false);
        p.awaitSettled();

        assertThat(machine.laundry().credit(1)).isEqualTo(200);
        assertThat(machine.laundry().credit(2)).isZero();
        swipeOnceTheGapIsOver(q);
        q.awaitSettled();
        assertThat(machine.laundry().credit(2)).isEqualTo(20);
    }

    @Test
    @DisplayName("a wrong choice is refused by its member, and a choice for a vending machine too")
    void aWrongChoiceIsRefused(World world) {
        world.machine("L3");
        world.machine("M7");
        var phone = phoneAt(world, "P", "L3").near("M7");

        refused(phone.ask("tap L3 line 3 amount 200"), "MISMATCH");
        refused(phone.ask("tap L3 line 1 amount 210"), "MISMATCH");
        refused(phone.ask("tap L3 line 1 amount 550"), "OVER_LIMIT");
        var without = phone.tap("L3");
        refused(without, "MISMATCH");
        assertThat(without.path("message").asText()).contains("line 1 (Washer)", "line 2 (Dryer)");
        refused(phone.ask("tap M7 line 1 amount 200"), "MISMATCH");

        assertThat(phone.balance().held()).isZero();
    }

    @Test
    @DisplayName("a platform and a module that disagree on a pulse's value sell nothing")
    void anotherValueOfAPulseIsAMismatch(World world) {
        var machine = world.machine("L3", MachineSetup.LAUNDRY.with("pulse.value", "1:100,2:20"));
        var phone = phoneAt(world, "P", "L3");
        accepted(phone.ask("tap L3 line 1 amount 200"));

        refused(phone.swipe(), "MISMATCH");

        assertThat(machine.laundry().pulses()).isEmpty();
        assertThat(machine.module().journalled("CONSUMED")).isZero();
    }

    @Test
    @DisplayName("C3 the machine counts coins by itself, the wires off; they are taken up again")
    void theMachineWorksAloneWithCoins(World world) {
        var machine = world.machine("L3");
        machine.laundry().does("unplug");

        machine.laundry().does("coin 1 100");

        assertThat(machine.laundry().credit(1)).isEqualTo(100);
        machine.laundry().does("plug");
        var phone = phoneAt(world, "P", "L3");
        accepted(phone.ask("tap L3 line 1 amount 50"));
        await().atMost(PATIENCE).until(() -> phone.swipe().path("ok").asBoolean());
        phone.awaitSettled();
        assertThat(machine.laundry().credit(1)).isEqualTo(150);
    }

    private static void buy(Phone phone, int line, long amount) {
        accepted(phone.ask("tap L3 line %d amount %d".formatted(line, amount)));
        int before = phone.process().events("settled").size();
        swipeOnceTheGapIsOver(phone);
        phone.awaitSettled(before + 1);
    }

    /// After a train's last pulse its gap still has to pass; until then the machine is BUSY.
    private static void swipeOnceTheGapIsOver(Phone phone) {
        await().atMost(PATIENCE).until(() -> phone.swipe().path("ok").asBoolean());
    }

    private static List<Double> widths(List<JsonNode> pulses) {
        return pulses.stream().map(pulse -> pulse.path("width-ms").asDouble()).toList();
    }

    /// How many pulses the module knows it has sent, by its journal.
    private static long sentOf(Machine machine) {
        return machine.module().journalled("RESULT");
    }
}
