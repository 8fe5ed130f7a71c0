package dev.coinless.localstack.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// HiveMQ's configuration: the listeners, AWS IoT Core's limits, and nothing kept on disk.
///
/// @param listeners at least one
record Configuration(List<Listener> listeners) {

    /// AWS IoT Core's largest message, in bytes (128 KiB), plus room for the MQTT headers.
    static final int MAX_PACKET_BYTES = 128 * 1024 + 1024;

    Configuration {
        listeners = List.copyOf(listeners);
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("a broker needs at least one listener");
        }
    }

    String toXml() {
        var doors = listeners.stream().map(Listener::toXml).collect(Collectors.joining());
        return """
        <?xml version="1.0"?>
        <hivemq>
            <listeners>
        %s    </listeners>
            <mqtt>
                <packets>
                    <max-packet-size>%d</max-packet-size>
                </packets>
            </mqtt>
            <persistence>
                <mode>in-memory</mode>
            </persistence>
            <anonymous-usage-statistics>
                <enabled>false</enabled>
            </anonymous-usage-statistics>
        </hivemq>
        """
                .formatted(doors, MAX_PACKET_BYTES);
    }

    /// Writes `config.xml` into the folder, which is made when absent.
    void writeInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.xml"), toXml());
    }
}
