package dev.coinless.simulators.air.link;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// One line between a link and the air. Values are lower-case hexadecimal; `request` numbers are
/// the asker's own and come back in the [Answer] or [Failure].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AirMessage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = AirMessage.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = AirMessage.Unwelcome.class, name = "unwelcome"),
    @JsonSubTypes.Type(value = AirMessage.Advertise.class, name = "advertise"),
    @JsonSubTypes.Type(value = AirMessage.StopAdvertising.class, name = "stop-advertising"),
    @JsonSubTypes.Type(value = AirMessage.StartScan.class, name = "start-scan"),
    @JsonSubTypes.Type(value = AirMessage.StopScan.class, name = "stop-scan"),
    @JsonSubTypes.Type(value = AirMessage.Advertisement.class, name = "advertisement"),
    @JsonSubTypes.Type(value = AirMessage.Connect.class, name = "connect"),
    @JsonSubTypes.Type(value = AirMessage.Connected.class, name = "connected"),
    @JsonSubTypes.Type(value = AirMessage.Joined.class, name = "joined"),
    @JsonSubTypes.Type(value = AirMessage.Read.class, name = "read"),
    @JsonSubTypes.Type(value = AirMessage.Write.class, name = "write"),
    @JsonSubTypes.Type(value = AirMessage.Subscribe.class, name = "subscribe"),
    @JsonSubTypes.Type(value = AirMessage.Subscribed.class, name = "subscribed"),
    @JsonSubTypes.Type(value = AirMessage.Notify.class, name = "notify"),
    @JsonSubTypes.Type(value = AirMessage.Rssi.class, name = "rssi"),
    @JsonSubTypes.Type(value = AirMessage.Disconnect.class, name = "disconnect"),
    @JsonSubTypes.Type(value = AirMessage.Disconnected.class, name = "disconnected"),
    @JsonSubTypes.Type(value = AirMessage.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = AirMessage.Failure.class, name = "failure")
})
public sealed interface AirMessage {
    /// The side of GATT that a link takes.
    enum Role {
        PERIPHERAL,
        CENTRAL
    }

    /// The first line of a link; range is set between names.
    record Hello(Role role, String name) implements AirMessage {}

    /// The air's answer to [Hello]: the link's own address.
    record Welcome(String address) implements AirMessage {}

    /// The air's other answer to [Hello]; the socket closes after it.
    record Unwelcome(String message) implements AirMessage {}

    /// Peripheral to air.
    record Advertise(String advertisingData, String scanResponse) implements AirMessage {}

    /// Peripheral to air.
    record StopAdvertising() implements AirMessage {}

    /// Central to air.
    record StartScan() implements AirMessage {}

    /// Central to air.
    record StopScan() implements AirMessage {}

    /// Air to scanning central. The name is the peripheral's of the lab, which no real radio shows.
    record Advertisement(
            String address, String name, int rssi, String advertisingData, String scanResponse)
            implements AirMessage {}

    /// Central to air; answered by [Connected] or [Failure].
    record Connect(long request, String address, int mtu) implements AirMessage {}

    /// Air to central.
    record Connected(long request, ConnectionId connection, int mtu, int rssi)
            implements AirMessage {}

    /// Air to peripheral: a central connected.
    record Joined(ConnectionId connection, int mtu) implements AirMessage {}

    /// Central to air to peripheral (there with a request number of the air).
    record Read(long request, ConnectionId connection, Characteristic characteristic)
            implements AirMessage {}

    /// Central to air to peripheral.
    record Write(long request, ConnectionId connection, Characteristic characteristic, String value)
            implements AirMessage {}

    /// Central to air; from the answer on, notifications of this characteristic arrive.
    record Subscribe(long request, ConnectionId connection, Characteristic characteristic)
            implements AirMessage {}

    /// Air to peripheral: a central subscribed.
    record Subscribed(ConnectionId connection, Characteristic characteristic)
            implements AirMessage {}

    /// Peripheral to air to central; dropped if the central did not subscribe.
    record Notify(ConnectionId connection, Characteristic characteristic, String value)
            implements AirMessage {}

    /// Air to central: the strength of a connected peripheral changed.
    record Rssi(ConnectionId connection, int rssi) implements AirMessage {}

    /// Either side to air.
    record Disconnect(ConnectionId connection) implements AirMessage {}

    /// Air to both sides, once per connection.
    record Disconnected(ConnectionId connection, String reason) implements AirMessage {}

    /// The good end of a request; the value is empty except for reads.
    record Answer(long request, String value) implements AirMessage {}

    /// The bad end of a request.
    record Failure(long request, AirLinkException.Reason reason, String message)
            implements AirMessage {}
}
