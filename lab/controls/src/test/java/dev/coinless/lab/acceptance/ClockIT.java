package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.buy;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The module needs no wall clock. Every module without network in these tests starts in 1970.
@ExtendWith(LabExtension.class)
class ClockIT {

    @Test
    @DisplayName("Check 8: a module in 1970 sells, and again after each restart and after a month")
    void aModuleIn1970Sells(World world) throws IOException {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        assertThat(environment(machine)).contains("COINLESS_LAB_EPOCH=1970-01-01T00:00:00Z");
        buy(phone, machine);

        machine.module().powerCut();
        machine.module().powerOn();
        buy(phone, machine);
        world.cloud().clock().forward(Duration.ofDays(31));
        // What the phone heard a moment ago is a month old.
        await().atMost(Phone.PATIENCE).until(() -> isOk(phone.tap("M7")) && isOk(phone.swipe()));
        select(machine, ITEM);
        phone.awaitSettled(3);

        assertThat(machine.vmc().cashlessSignals()).hasSize(3);
    }

    private static boolean isOk(JsonNode answer) {
        return answer.path("ok").asBoolean();
    }

    /// What the module's process was started with.
    private static String environment(Machine machine) throws IOException {
        var pid = Long.toString(machine.module().process().pid());
        return Files.readString(Path.of("/proc", pid, "environ"));
    }
}
