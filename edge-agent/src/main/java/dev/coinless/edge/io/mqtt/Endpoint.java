package dev.coinless.edge.io.mqtt;

/// Where the broker is.
///
/// @param host a name or an IPv4 address
record Endpoint(String host, int port) {

    /// MQTT over TLS, as registered.
    private static final int MQTTS = 8883;

    /// Reads `host` or `host:port`.
    static Endpoint of(String text) {
        int colon = text.lastIndexOf(':');
        return colon < 0
                ? new Endpoint(text, MQTTS)
                : new Endpoint(
                        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
