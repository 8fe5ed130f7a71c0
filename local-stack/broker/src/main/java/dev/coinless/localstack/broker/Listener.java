package dev.coinless.localstack.broker;

/// One way into the broker, as a piece of HiveMQ's configuration file.
///
/// A mutual TLS listener for modules is a further case here; who may connect and what it may do is
/// [Access]'s to decide.
sealed interface Listener {

    /// The `<listeners>` child that opens it.
    String toXml();

    /// Unencrypted, on loopback only: for the local cloud itself.
    ///
    /// @param port the loopback port
    record Plain(int port) implements Listener {
        @Override
        public String toXml() {
            return """
                    <tcp-listener>
                        <port>%d</port>
                        <bind-address>127.0.0.1</bind-address>
                        <name>plain</name>
                    </tcp-listener>
            """
                    .formatted(port);
        }
    }
}
