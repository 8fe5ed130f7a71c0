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

import dev.coinless.lab.raw.RawMqtt;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Module;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// M8, which has a network of its own and speaks MQTT.
@ExtendWith(LabExtension.class)
class MqttIT {

    /// Functions that start cold, retries of the table, and the module's own backoff.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @DisplayName("a purchase at M8 settles over MQTT, with P offline after presenting")
    void aPurchaseSettlesByTheModulesOwnNetwork(World world) {
        var m8 = world.machine("M8", MachineSetup.CONNECTED);
        var phone = phoneAt(world, "P", "M8");
        long earnedBefore = operatorBalance(world, "A");
        awaitConnected(m8.module());

        buyOffline(phone, m8);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(operatorBalance(world, "A") - earnedBefore).isEqualTo(PRICE));
        awaitAcknowledged(m8.module(), 1);
        assertThat(phone.httpWire())
                .noneMatch(it -> it.path("path").asText().startsWith("/v1/receipts"));
        phone.net(true);
        assertThat(phone.balance().available()).isEqualTo(CREDIT - PRICE);
        assertThat(phone.balance().held()).isZero();
        assertThat(m8.module().remotePorts())
                .as("the module's only way out is its cable to the broker")
                .containsExactly(m8.module().cablePort());
    }

    @Test
    @DisplayName("the broker is down at the time of the sale; it settles when the broker is back")
    void aSaleWithoutBrokerSettlesWhenItIsBack(World world) {
        var m8 = world.machine("M8", MachineSetup.CONNECTED);
        var phone = phoneAt(world, "P", "M8");
        long earnedBefore = operatorBalance(world, "A");
        awaitConnected(m8.module());

        world.cloud().faults().brokerDown();
        try {
            buyOffline(phone, m8);
        } finally {
            world.cloud().faults().brokerUp();
        }

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(operatorBalance(world, "A") - earnedBefore).isEqualTo(PRICE));
        awaitAcknowledged(m8.module(), 1);
    }

    @Test
    @DisplayName("the module's cable is out; it sells as if it had no network, and settles later")
    void aModuleWithoutItsNetworkSells(World world) {
        var m8 = world.machine("M8", MachineSetup.CONNECTED);
        var phone = phoneAt(world, "P", "M8");
        long earnedBefore = operatorBalance(world, "A");
        awaitConnected(m8.module());

        m8.module().network(false);
        buyOffline(phone, m8);
        assertThat(m8.vmc().cashlessSignals()).hasSize(1);
        assertThat(operatorBalance(world, "A")).isEqualTo(earnedBefore);
        m8.module().network(true);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(operatorBalance(world, "A") - earnedBefore).isEqualTo(PRICE));
        awaitAcknowledged(m8.module(), 1);
    }

    @Test
    @DisplayName("a module may publish straight to the rule (basic ingest)")
    void basicIngestSettlesToo(World world) {
        var setup = MachineSetup.CONNECTED.with("mqtt.ingest", "$aws/rules/PublishedBundles/");
        var m8 = world.machine("M8", setup);
        awaitConnected(m8.module());

        buyOffline(phoneAt(world, "P", "M8"), m8);

        awaitAcknowledged(m8.module(), 1);
    }

    @Test
    @DisplayName("a module that starts in 1970 sells; MQTT waits for the time and then settles")
    void aModuleWithoutTheTimeSellsAndMqttWaits(World world) throws Exception {
        var m8 = world.machine("M8", MachineSetup.CONNECTED);
        m8.module().stop();
        m8.module().powerOnIn1970();

        buyOffline(phoneAt(world, "P", "M8"), m8);

        assertThat(m8.vmc().cashlessSignals()).hasSize(1);
        assertThat(Files.readString(m8.module().process().log()))
                .contains("waiting the clock is not set, TLS needs the time");
        assertThat(m8.module().internetSockets()).isZero();

        m8.module().stop();
        m8.module().powerOn();
        awaitAcknowledged(m8.module(), 1);
    }

    @Test
    @DisplayName("every message delivered again, both ways, has no second effect")
    void aMessageThatComesTwiceChangesNothing(World world) throws Exception {
        var m8 = world.machine("M8", MachineSetup.CONNECTED);
        var phone = phoneAt(world, "P", "M8");
        long earnedBefore = operatorBalance(world, "A");
        try (var cloud = RawMqtt.ofTheCloud(world.cloud(), "watcher-" + m8.module().id())) {
            cloud.subscribe("coinless/" + m8.module().id() + "/#");
            awaitConnected(m8.module());
            buyOffline(phone, m8);
            awaitAcknowledged(m8.module(), 1);
            var heard = allHeard(cloud);
            assertThat(heard).anyMatch(it -> it.topic().endsWith("/up/bundle"));
            assertThat(heard).anyMatch(it -> it.topic().endsWith("/down/bundle"));

            for (var message : heard) {
                cloud.publish(message.topic(), message.payload());
                cloud.publish(message.topic(), message.payload());
            }
            allHeard(cloud);
        }

        assertThat(operatorBalance(world, "A") - earnedBefore).isEqualTo(PRICE);
        assertThat(m8.module().journalled("ACK")).isEqualTo(1);
        phone.net(true);
        buyOffline(phone, m8);
        awaitAcknowledged(m8.module(), 2);
        assertThat(operatorBalance(world, "A") - earnedBefore).isEqualTo(2 * PRICE);
    }

    @Test
    @DisplayName("the last will is published when the module vanishes, and not when it is stopped")
    void theLastWillTellsThatAModuleWasLost(World world) throws Exception {
        var module = world.machine("M8", MachineSetup.CONNECTED).module();
        var topic = "coinless/" + module.id() + "/up/lost";
        try (var cloud = RawMqtt.ofTheCloud(world.cloud(), "fleet-" + module.id())) {
            cloud.subscribe(topic);
            awaitConnected(module);

            module.stop();
            assertThat(cloud.hear(Duration.ofSeconds(2))).isEmpty();

            module.powerOn();
            awaitConnected(module);
            module.powerCut();
            assertThat(cloud.hear().topic()).isEqualTo(topic);
        }
        module.powerOn();
    }

    private static void buyOffline(Phone phone, Machine machine) {
        accepted(phone.tap(machine.name()));
        phone.net(false);
        int signals = machine.vmc().cashlessSignals().size();
        accepted(phone.swipe());
        select(machine, ITEM);
        machine.vmc().awaitVend(signals + 1, Phone.PATIENCE);
    }

    /// All messages until there was silence for a while.
    private static List<RawMqtt.Heard> allHeard(RawMqtt client) throws Exception {
        var heard = new ArrayList<RawMqtt.Heard>();
        var next = client.hear(Duration.ofSeconds(3));
        while (next.isPresent()) {
            heard.add(next.get());
            next = client.hear(Duration.ofSeconds(3));
        }
        return heard;
    }

    static void awaitConnected(Module module) {
        await().atMost(PATIENCE).until(() -> !module.remotePorts().isEmpty());
    }

    private static void awaitAcknowledged(Module module, int sequence) {
        await().atMost(PATIENCE)
                .until(() ->
                        module.journal().stream()
                                .filter(it -> it.path("kind").asText().equals("ACK"))
                                .anyMatch(it -> it.path("sequence").asInt() >= sequence));
    }
}
