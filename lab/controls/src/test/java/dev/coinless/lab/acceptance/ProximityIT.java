package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.ChecklistAIT.presented;
import static dev.coinless.lab.acceptance.ChecklistAIT.writes;
import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A7 by proximity: a phone held close for two seconds pays, where its holder allows it.
@ExtendWith(LabExtension.class)
class ProximityIT {

    private static final int CLOSE = -50;
    private static final int ARMS_LENGTH = -56;
    private static final Duration DWELL = Duration.ofSeconds(2);

    /// Item 11 costs 100, within the 200 that holding the phone close may spend.
    private static final int CHEAP_ITEM = 11;

    private static final long CHEAP = 100;

    /// Real time in which nothing must happen; twice what would make it fire.
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(4);

    @Test
    @DisplayName("A7 held close for 2 s presents exactly once, for at most 2.00")
    void a7HeldCloseForTwoSecondsPaysOnce(World world) {
        var machine = world.machine("M7");
        var phone = allowed(phoneAt(world, "P", "M7").hears("M7", ARMS_LENGTH));
        assertThat(accepted(phone.tap("M7")).path("cap").asLong()).isEqualTo(200);

        phone.hears("M7", CLOSE);

        var triggered = phone.process().awaitEvent("triggered", _ -> true, Phone.PATIENCE);
        assertThat(triggered.path("trigger").asText()).isEqualTo("Proximity");
        select(machine, CHEAP_ITEM);
        phone.awaitSettled();
        assertThat(presented(phone)).hasSize(1);
        var frame = Instant.parse(presented(phone).getFirst().path("at").asText());
        assertThat(Duration.between(firstHeard(phone, CLOSE), frame)).isGreaterThanOrEqualTo(DWELL);
        assertThat(phone.balance().available()).isEqualTo(CREDIT - CHEAP);
        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
        staysSilent(phone, 1);
    }

    @Test
    @DisplayName("A7 no frame is sent below the threshold, nor while the strength flaps")
    void a7BelowTheThresholdOrFlappingNeverFires(World world) {
        world.machine("M7");
        var phone = allowed(phoneAt(world, "P", "M7").hears("M7", ARMS_LENGTH));
        accepted(phone.tap("M7"));

        staysSilent(phone, 0);
        world.cloud().clock().forward(Duration.ofSeconds(60));
        staysSilent(phone, 0);
        var until = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (System.nanoTime() < until) {
            phone.hears("M7", CLOSE);
            heardAnew(phone, CLOSE);
            phone.hears("M7", ARMS_LENGTH);
            heardAnew(phone, ARMS_LENGTH);
        }

        assertThat(writes(phone)).isEmpty();
        accepted(phone.cancel());
        phone.awaitSettled();
    }

    @Test
    @DisplayName("A7 a locked screen never fires; unlocked, the two seconds begin anew")
    void a7ALockedScreenNeverFires(World world) {
        var machine = world.machine("M7");
        var phone = allowed(phoneAt(world, "P", "M7"));
        phone.must("screen locked");
        accepted(phone.tap("M7"));
        staysSilent(phone, 0);

        phone.must("screen unlocked");

        select(machine, CHEAP_ITEM);
        phone.awaitSettled();
        assertThat(presented(phone)).hasSize(1);
    }

    @Test
    @DisplayName(
            "A7 a machine that the holder has not allowed never fires, nor one for which the"
                    + " permission was taken back")
    void a7WithoutTheHoldersPermissionNothingFires(World world) {
        world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        phone.must("screen unlocked");
        accepted(phone.tap("M7"));
        staysSilent(phone, 0);

        phone.must("pay-when-near M7 on");
        staysSilent(phone, 0);
        phone.must("pay-when-near M7 off");
        staysSilent(phone, 0);

        assertThat(phone.must("grants").path("grants").path(0).path("cap").asLong())
                .as("a grant for more than 2.00 is not for proximity")
                .isEqualTo(500);
        accepted(phone.cancel());
        phone.awaitSettled();
    }

    private static Phone allowed(Phone phone) {
        phone.must("pay-when-near M7 on");
        phone.must("screen unlocked");
        return phone;
    }

    private static void staysSilent(Phone phone, int presentations) {
        await().during(LONG_ENOUGH)
                .atMost(LONG_ENOUGH.multipliedBy(2))
                .until(() -> presented(phone).size() == presentations);
    }

    /// Waits until the phone has heard an advertisement of this strength last.
    private static void heardAnew(Phone phone, int dbm) {
        await().atMost(Duration.ofSeconds(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> lastHeard(phone.bleWire()) == dbm);
    }

    private static Instant firstHeard(Phone phone, int dbm) {
        return phone.bleWire().stream()
                .filter(each -> each.path("kind").asText().equals("scan-response"))
                .filter(each -> each.path("rssi").asInt() == dbm)
                .findFirst()
                .map(each -> Instant.parse(each.path("at").asText()))
                .orElseThrow(() -> new AssertionError("never heard at " + dbm));
    }

    private static int lastHeard(List<JsonNode> frames) {
        return frames.reversed().stream()
                .filter(each -> each.path("kind").asText().equals("scan-response"))
                .findFirst()
                .map(each -> each.path("rssi").asInt())
                .orElse(0);
    }
}
