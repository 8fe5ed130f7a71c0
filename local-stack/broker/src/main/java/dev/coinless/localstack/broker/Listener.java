package dev.coinless.localstack.broker;

import java.nio.file.Path;

/// One way into the broker, as a piece of HiveMQ's configuration file.
///
/// Who may connect by it and what it may do is [Access]'s to decide.
sealed interface Listener {

    /// The `<listeners>` child that opens it.
    String toXml();

    /// Unencrypted, on loopback only: for the local cloud itself.
    ///
    /// @param port the loopback port
    record Plain(int port) implements Listener {

        static final String NAME = "plain";

        @Override
        public String toXml() {
            return """
                    <tcp-listener>
                        <port>%d</port>
                        <bind-address>127.0.0.1</bind-address>
                        <name>%s</name>
                    </tcp-listener>
            """
                    .formatted(port, NAME);
        }
    }

    /// Mutual TLS, for modules: a certificate of the local authority is asked for, and checked.
    ///
    /// @param port the loopback port
    /// @param authority the folder with the key stores of [Authority]
    record MutualTls(int port, Path authority) implements Listener {

        static final String NAME = "modules";

        @Override
        public String toXml() {
            return """
                    <tls-tcp-listener>
                        <port>%d</port>
                        <bind-address>127.0.0.1</bind-address>
                        <name>%s</name>
                        <tls>
                            <protocols>
                                <protocol>TLSv1.3</protocol>
                                <protocol>TLSv1.2</protocol>
                            </protocols>
                            <keystore>
                                <path>%s</path>
                                <password>%s</password>
                                <private-key-password>%s</private-key-password>
                            </keystore>
                            <truststore>
                                <path>%s</path>
                                <password>%s</password>
                            </truststore>
                            <client-authentication-mode>REQUIRED</client-authentication-mode>
                        </tls>
                    </tls-tcp-listener>
            """
                    .formatted(
                            port,
                            NAME,
                            authority.resolve(Authority.SERVER_STORE),
                            Authority.STORE_PASSWORD,
                            Authority.STORE_PASSWORD,
                            authority.resolve(Authority.CLIENT_STORE),
                            Authority.STORE_PASSWORD);
        }
    }
}
