package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.operatorBalance;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.lab.raw.RawMqtt;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.World;
import dev.coinless.model.sync.SealedBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is no bundle, or not for this reader, comes by MQTT.
@ExtendWith(LabExtension.class)
class MqttBadInputIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(Long.getLong("seed", 8));

    @Test
    @DisplayName(
            "malformed, truncated, oversized and others' bundles down: refused, M8 goes on selling")
    void badBundlesDownChangeNothing(World world) throws Exception {
        var m8 = world.machine("M8", MachineSetup.CONNECTED);
        var m7 = world.machine("M7", MachineSetup.CONNECTED);
        List<String> journalBefore;
        try (var cloud = RawMqtt.ofTheCloud(world.cloud(), "bad-" + m8.module().id())) {
            var genuine = answerTo(cloud, world, m8);
            var others = answerTo(cloud, world, m7);
            await().atMost(PATIENCE).until(() -> m8.module().journalled("CONFIG") == 1);
            journalBefore = refusedFreeJournal(m8);

            for (var bad : badVersionsOf(genuine, others)) {
                cloud.publish(topic(m8, "down/bundle"), bad);
            }
        }

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(Files.readString(m8.module().process().log()))
                                .contains("bundle refused reason=")
                                .doesNotContain("Exception"));
        assertThat(refusedFreeJournal(m8)).isEqualTo(journalBefore);
        sells(world, m8);
    }

    @Test
    @DisplayName(
            "malformed, truncated, oversized and others' bundles up: refused, M8 is not harmed")
    void badBundlesUpChangeNothing(World world) throws Exception {
        var m8 = world.machine("M8", MachineSetup.CONNECTED);
        var m7 = world.machine("M7", MachineSetup.CONNECTED);
        long earnedBefore = operatorBalance(world, "A");
        try (var cloud = RawMqtt.ofTheCloud(world.cloud(), "bad-" + m8.module().id())) {
            var genuine = reportOf(cloud, m8);
            var others = reportOf(cloud, m7);

            for (var bad : badVersionsOf(genuine, others)) {
                cloud.publish(topic(m8, "up/bundle"), bad);
            }
        }

        assertThat(operatorBalance(world, "A")).isEqualTo(earnedBefore);
        sells(world, m8);
    }

    /// Bytes that no reader may take for its own.
    private List<byte[]> badVersionsOf(byte[] genuine, byte[] others) {
        var bad = new ArrayList<byte[]>();
        bad.add(new byte[0]);
        bad.add(new byte[] {1});
        bad.add("{\"receipts\": []}".getBytes(StandardCharsets.UTF_8));
        bad.add(noise(100));
        bad.add(noise(SealedBundle.MAX_LENGTH));
        bad.add(noise(SealedBundle.MAX_LENGTH + 1));
        bad.add(others);
        for (int length = 1; length < genuine.length; length += 1 + genuine.length / 12) {
            bad.add(Arrays.copyOf(genuine, length));
        }
        bad.add(Arrays.copyOf(genuine, genuine.length + 1));
        for (int i = 0; i < 12; i++) {
            var flipped = genuine.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            bad.add(flipped);
        }
        return bad;
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// What the cloud says to a module that connects and lacks a configuration. Listens before
    /// there is one: a module that connects just now is answered at once, and never again.
    private static byte[] answerTo(RawMqtt cloud, World world, Machine machine) throws IOException {
        cloud.subscribe(topic(machine, "down/bundle"));
        var configuration =
                new ObjectMapper()
                        .createObjectNode()
                        .put("module", machine.module().id().toString())
                        .put("operator", machine.module().operator());
        configuration.putObject("settings").put("code.rotation", 20);
        world.cloud().operator().invoke("ConfigureModule", configuration);
        return heardAfterStart(cloud, machine, "down/bundle");
    }

    /// What a module says when it connects.
    private static byte[] reportOf(RawMqtt cloud, Machine machine) throws IOException {
        return heardAfterStart(cloud, machine, "up/bundle");
    }

    private static byte[] heardAfterStart(RawMqtt cloud, Machine machine, String kind)
            throws IOException {
        cloud.subscribe(topic(machine, kind));
        machine.module().stop();
        machine.module().powerOn();
        var heard = cloud.hear();
        while (!heard.topic().equals(topic(machine, kind))) {
            heard = cloud.hear();
        }
        return heard.payload();
    }

    private static String topic(Machine machine, String kind) {
        return "coinless/" + machine.module().id() + "/" + kind;
    }

    /// Everything in the journal but the counts of refusals and the reserved counters.
    private static List<String> refusedFreeJournal(Machine machine) {
        return machine.module().journal().stream()
                .filter(it -> !List.of("REFUSED", "RESERVED").contains(it.path("kind").asText()))
                .map(Object::toString)
                .toList();
    }

    private static void sells(World world, Machine machine) {
        long earnedBefore = operatorBalance(world, "A");
        var phone = phoneAt(world, "P", machine.name());
        Purchases.buy(phone, machine);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(operatorBalance(world, "A") - earnedBefore).isEqualTo(PRICE));
    }
}
