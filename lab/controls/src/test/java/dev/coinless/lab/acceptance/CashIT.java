package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Sales for coins beside those by phone: what the machine tells is reported once, whatever happens
/// on the way.
@ExtendWith(LabExtension.class)
class CashIT {

    private static final MachineSetup SNACKS = MachineSetup.SNACKS.with("mdb.cash.unit", "1");
    private static final MachineSetup CONNECTED = MachineSetup.CONNECTED.with("mdb.cash.unit", "1");
    private static final MachineSetup LAUNDRY = MachineSetup.LAUNDRY.with("coin.value", "1:50");

    /// Functions that start cold, and the module's own backoff.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// As often as a module with a network says where it stands.
    private static final Duration REFRESH = Duration.ofMinutes(16);

    @Test
    @DisplayName(
            "Two sales for coins are reported once beside the one by phone, though the courier brings"
                    + " the same bundle again, and the module may erase them")
    void aCourierBringsThemTwice(World world) throws IOException {
        var machine = world.machine("M7", SNACKS);
        coinSale(machine, ITEM, 1);
        coinSale(machine, 13, 2);
        await().atMost(PATIENCE).until(() -> machine.module().journalled("CASH") == 2);
        var p = phoneAt(world, "P", "M7");

        Purchases.buy(p, machine);
        accepted(p.ask("sync M7"));
        accepted(p.ask("sync M7"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertSold(world, machine, "cash", 2, PRICE + 225));
        assertSold(world, machine, "cashless", 1, PRICE);
        assertSold(world, machine, "others", 0, 0);
        await().atMost(PATIENCE).until(() -> machine.module().journalled("CASH_ACK") == 1);

        var replayed = world.cloud().operator().report("A").toString();
        world.phone("Q").near("M7").must("sync M7");
        assertThat(world.cloud().operator().report("A").toString()).isEqualTo(replayed);
        assertThat(log(machine)).doesNotContain("ALARM");
    }

    @Test
    @DisplayName(
            "By MQTT a sale for coins goes up with the module's regular bundle; after a power cut"
                    + " right behind its record it is reported once")
    void theNetworkAndAPowerCut(World world) throws IOException {
        var m8 = world.machine("M8", CONNECTED);
        MqttIT.awaitConnected(m8.module());
        coinSale(m8, ITEM, 1);
        await().atMost(PATIENCE).until(() -> m8.module().journalled("CASH") == 1);
        m8.module().powerCutAfter("CASH");
        m8.vmc().coin(PRICE);
        m8.vmc().select(ITEM);
        m8.module().awaitDark(PATIENCE);

        m8.module().powerOn();
        MqttIT.awaitConnected(m8.module());
        world.cloud().clock().forward(REFRESH);

        await().atMost(PATIENCE).untilAsserted(() -> assertSold(world, m8, "cash", 2, 2 * PRICE));
        await().atMost(PATIENCE).until(() -> m8.module().journalled("CASH_ACK") == 1);
        assertThat(log(m8)).doesNotContain("ALARM");
    }

    @Test
    @DisplayName(
            "While the card is full a sale for coins waits; the module goes on, and when there is"
                    + " room it is written once")
    void aFullCardLosesNothing(World world) {
        var machine = world.machine("M7", SNACKS);
        machine.module().diskFull();

        coinSale(machine, ITEM, 1);
        await().atMost(PATIENCE)
                .until(() -> machine.vmc().does("wire").toString().contains(",13,0500AF000C"));
        assertThat(machine.module().isOn()).isTrue();
        assertThat(machine.module().journalled("CASH")).isZero();
        machine.module().diskFree();

        await().atMost(PATIENCE).until(() -> machine.module().journalled("CASH") == 1);
        var p = phoneAt(world, "P", "M7");
        accepted(p.ask("sync M7"));
        await().atMost(PATIENCE).untilAsserted(() -> assertSold(world, machine, "cash", 1, PRICE));
    }

    @Test
    @DisplayName(
            "C3 the laundry takes coins with the module on and off; on, each pulse of the coin"
                    + " acceptor is reported once")
    void coinsInTheLaundry(World world) {
        var machine = world.machine("L3", LAUNDRY);
        var laundry = machine.laundry();
        laundry.does("coin 1 100");
        laundry.does("coin 1 50");
        await().atMost(PATIENCE).until(() -> machine.module().journalled("CASH") == 3);
        machine.module().powerCut();
        laundry.does("coin 1 100");
        assertThat(laundry.credit(1)).isEqualTo(250);
        machine.module().powerOn();

        var p = world.phone("P").near("L3");
        p.must("sync L3");

        await().atMost(PATIENCE).untilAsserted(() -> assertSold(world, machine, "coins", 3, 150));
        assertSold(world, machine, "cash", 0, 0);
    }

    private static void coinSale(Machine machine, int item, int count) {
        machine.vmc().coin(item == ITEM ? PRICE : 225);
        machine.vmc().select(item);
        machine.vmc().awaitVend(count, Phone.PATIENCE);
    }

    private static void assertSold(World world, Machine machine, String how, long count, long sum) {
        var sold = row(world, machine).path(how);
        assertThat(sold.path("count").asLong()).as(how + " count").isEqualTo(count);
        assertThat(sold.path("sum").asLong()).as(how + " sum").isEqualTo(sum);
    }

    private static JsonNode row(World world, Machine machine) {
        var id = machine.module().id().toString();
        for (var row : world.cloud().operator().report(machine.module().operator())) {
            if (row.path("module").asText().equals(id)) {
                return row;
            }
        }
        throw new AssertionError("the report has no machine " + id);
    }

    private static String log(Machine machine) throws IOException {
        return Files.readString(machine.module().process().log());
    }
}
