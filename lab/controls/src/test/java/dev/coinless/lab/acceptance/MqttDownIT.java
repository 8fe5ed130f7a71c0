package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.World;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the platform wants a module to know, on a cloud of its own: new keys are for everybody.
class MqttDownIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A grant that nobody has.
    private static final String DENIED = "00".repeat(16);

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @DisplayName("configuration, prices, denylist, key certificates and ACKs come down by MQTT")
    void whatThePlatformWantsAModuleToKnowComesDown() {
        try (var run = Home.find().newRun();
                var cloud = LocalCloud.start(Home.find(), run, 0);
                var world = World.open(Home.find(), cloud)) {
            var m8 = world.machine("M8", MachineSetup.CONNECTED);
            var module = m8.module();
            await().atMost(PATIENCE).until(() -> !module.remotePorts().isEmpty());
            long certificates = module.journalled("KEYCERT");
            Purchases.buy(Purchases.phoneAt(world, "P", "M8"), m8);
            await().atMost(PATIENCE).until(() -> module.journalled("ACK") > 0);

            var configuration =
                    JSON.createObjectNode()
                            .put("module", module.id().toString())
                            .put("operator", "A");
            configuration.putObject("settings").put("code.rotation", 20);
            configuration.putObject("prices").put("" + ITEM, PRICE);
            cloud.operator().invoke("ConfigureModule", configuration);
            cloud.operator().invoke("ReviseDenylist", list("subjects", DENIED));
            cloud.operator().invoke("RotateKeys", list("usages", "grant"));
            module.network(false);
            module.network(true);

            await().atMost(PATIENCE).until(() -> module.journalled("CONFIG") == 1);
            await().atMost(PATIENCE).until(() -> module.journalled("DENYLIST") == 1);
            await().atMost(PATIENCE).until(() -> module.journalled("KEYCERT") > certificates);
        }
    }

    private static JsonNode list(String member, String only) {
        var input = JSON.createObjectNode();
        input.putArray(member).add(only);
        return input;
    }
}
