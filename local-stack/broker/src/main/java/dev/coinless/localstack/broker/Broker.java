package dev.coinless.localstack.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// HiveMQ with a plain loopback listener for the local cloud and, if wished for, one with mutual
/// TLS for modules; runs until the process ends.
final class Broker {

    private Broker() {}

    /// Returns when clients can connect.
    ///
    /// @param clock the machine's own: TLS compares certificates with that one
    static void start(Options options, InstantSource clock)
            throws IOException, ExecutionException, InterruptedException {
        var config = options.data().resolve("conf");
        var extensions = options.data().resolve("extensions");
        var data = options.data().resolve("data");
        Files.createDirectories(extensions);
        Files.createDirectories(data);
        new Configuration(listeners(options, clock)).writeInto(config);
        var hivemq =
                EmbeddedHiveMQ.builder()
                        .withConfigurationFolder(config)
                        .withDataFolder(data)
                        .withExtensionsFolder(extensions)
                        .withEmbeddedExtension(access(options))
                        .build();
        // AWS's basic ingest publishes to $aws/rules/..., which HiveMQ forbids otherwise.
        InternalConfigurations.MQTT_ALLOW_DOLLAR_TOPICS.set(true);
        hivemq.start().get();
    }

    private static List<Listener> listeners(Options options, InstantSource clock)
            throws IOException {
        var listeners = new ArrayList<Listener>();
        listeners.add(new Listener.Plain(options.port()));
        if (options.modules().isPresent()) {
            var modules = options.modules().get();
            Authority.make(modules.folder(), new SecureRandom(), clock.instant());
            listeners.add(new Listener.MutualTls(modules.port(), modules.folder()));
        }
        return listeners;
    }

    private static EmbeddedExtension access(Options options) {
        return EmbeddedExtension.builder()
                .withId("coinless-access")
                .withName("Coinless access")
                .withVersion("1")
                .withExtensionMain(
                        new Access(options.modules().map(it -> new Registry(it.folder()))))
                .build();
    }
}
