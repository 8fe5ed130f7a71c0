package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The same sales, once through a stranger's phone and once through the module's own network.
@ExtendWith(LabExtension.class)
class RouteIndependenceIT {

    /// What an account's books say: its entries are as many as its version.
    private record Books(long available, long held, long entries, List<String> grants) {}

    @Test
    @DisplayName("A sale, a jam and a cancelled grant give the same entries by courier and by MQTT")
    void courierAndMqttGiveTheSameEntries(World world) {
        var m7 = world.machine("M7");
        var m8 = world.machine("M8", MachineSetup.CONNECTED);
        var p = phoneAt(world, "P", "M7");
        var q = phoneAt(world, "Q", "M8");
        var courier = world.phone("R").near("M7");

        int count = 0;
        for (var turn : Turn.values()) {
            count++;
            take(turn, p, m7);
            accepted(courier.ask("sync M7"));
            settled(world, p, count);
            take(turn, q, m8);
            settled(world, q, count);
        }

        assertThat(books(p)).isEqualTo(books(q));
        assertThat(books(p).grants()).containsExactly("CAPTURED 175", "VOIDED 0", "VOIDED 0");
        assertThat(m7.module().bytesSent()).isZero();
    }

    private enum Turn {
        SALE,
        JAM,
        CANCEL
    }

    /// One purchase whose phone has no network from the grant on.
    private static void take(Turn turn, Phone phone, Machine machine) {
        phone.must("courier off");
        machine.vmc().does(turn == Turn.JAM ? "jam on" : "jam off");
        accepted(phone.tap(machine.name()));
        phone.net(false);
        int known = phone.process().events("receipt").size();
        switch (turn) {
            case SALE, JAM -> {
                accepted(phone.swipe());
                select(machine, ITEM);
            }
            case CANCEL -> accepted(phone.cancel());
        }
        await().atMost(Phone.PATIENCE)
                .until(() -> phone.process().events("receipt").size() > known);
    }

    /// Waits until the cloud has the outcome without the buyer's phone, which learns it then.
    private static void settled(World world, Phone phone, int count) {
        await().atMost(Phone.PATIENCE)
                .until(() ->
                        world.cloud()
                                        .operator()
                                        .verifyLedger()
                                        .balance("customer/%s/held".formatted(phone.account()))
                                == 0);
        phone.net(true);
        phone.awaitSettled(count);
    }

    private static Books books(Phone phone) {
        var account = phone.must("account");
        var grants = new ArrayList<String>();
        for (var each : phone.must("receipts").path("settled")) {
            grants.add(
                    "%s %d".formatted(each.path("state").asText(), each.path("captured").asLong()));
        }
        return new Books(
                account.path("available").asLong(),
                account.path("held").asLong(),
                account.path("version").asLong(),
                grants);
    }
}
