package dev.coinless.localstack.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// HiveMQ with one plain loopback listener; runs until the process ends.
final class Broker {

    private Broker() {}

    /// Returns when clients can connect.
    static void start(Options options)
            throws IOException, ExecutionException, InterruptedException {
        var config = options.data().resolve("conf");
        var extensions = options.data().resolve("extensions");
        var data = options.data().resolve("data");
        Files.createDirectories(extensions);
        Files.createDirectories(data);
        new Configuration(List.of(new Listener.Plain(options.port()))).writeInto(config);
        var hivemq =
                EmbeddedHiveMQ.builder()
                        .withConfigurationFolder(config)
                        .withDataFolder(data)
                        .withExtensionsFolder(extensions)
                        .withEmbeddedExtension(access())
                        .build();
        // AWS's basic ingest publishes to $aws/rules/..., which HiveMQ forbids otherwise.
        InternalConfigurations.MQTT_ALLOW_DOLLAR_TOPICS.set(true);
        hivemq.start().get();
    }

    private static EmbeddedExtension access() {
        return EmbeddedExtension.builder()
                .withId("coinless-access")
                .withName("Coinless access")
                .withVersion("1")
                .withExtensionMain(new Access())
                .build();
    }
}
