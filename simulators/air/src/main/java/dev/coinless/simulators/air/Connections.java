package dev.coinless.simulators.air;

import dev.coinless.simulators.air.Frame.Direction;
import dev.coinless.simulators.air.Frame.Kind;
import dev.coinless.simulators.air.link.AirLimits;
import dev.coinless.simulators.air.link.AirLinkException.Reason;
import dev.coinless.simulators.air.link.AirMessage;
import dev.coinless.simulators.air.link.ConnectionId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Opening and ending of connections, and their MTUs.
final class Connections {
    /// Connections that one peripheral accepts, as common controllers do.
    static final int CONNECTIONS_A_PERIPHERAL = 8;

    private final Ranges ranges;
    private final Broadcasts broadcasts;
    private final Capture capture;
    private final Exchanges exchanges;
    private final Map<ConnectionId, Connection> open = new LinkedHashMap<>();
    private final Map<String, Integer> mtuLimits = new HashMap<>();
    private int last;

    Connections(Ranges ranges, Broadcasts broadcasts, Capture capture, Exchanges exchanges) {
        this.ranges = ranges;
        this.broadcasts = broadcasts;
        this.capture = capture;
        this.exchanges = exchanges;
    }

    /// Sets the largest MTU that a phone or module agrees to from now on.
    void limitMtu(String name, int mtu) {
        if (mtu < AirLimits.SMALLEST_MTU || mtu > AirLimits.LARGEST_MTU) {
            throw new IllegalArgumentException(
                    "an MTU is %d to %d, not %d"
                            .formatted(AirLimits.SMALLEST_MTU, AirLimits.LARGEST_MTU, mtu));
        }
        mtuLimits.put(name, mtu);
    }

    void connect(Member central, AirMessage.Connect wish) {
        @Nullable Member module = broadcasts.advertiser(wish.address()).orElse(null);
        var rssi = module == null ? null : ranges.between(central, module);
        if (module == null || rssi == null || rssi.isEmpty()) {
            refuse(
                    central,
                    wish,
                    Reason.OUT_OF_RANGE,
                    "nobody in range advertises as " + wish.address());
            return;
        }
        if (of(connection -> connection.peripheral().equals(module)).size()
                == CONNECTIONS_A_PERIPHERAL) {
            refuse(
                    central,
                    wish,
                    Reason.TOO_MANY_CONNECTIONS,
                    "%s has %d connections, the most that it accepts"
                            .formatted(module, CONNECTIONS_A_PERIPHERAL));
            return;
        }
        var connection =
                new Connection(
                        new ConnectionId(++last),
                        central,
                        module,
                        mtu(wish.mtu(), central, module));
        open.put(connection.id(), connection);
        capture.connection(connection, Kind.CONNECT, Direction.TO_MODULE, null);
        capture.connection(connection, Kind.MTU, Direction.TO_PHONE, connection.mtu());
        module.deliver(new AirMessage.Joined(connection.id(), connection.mtu()));
        central.deliver(
                new AirMessage.Connected(
                        wish.request(), connection.id(), connection.mtu(), rssi.getAsInt()));
    }

    private static void refuse(
            Member central, AirMessage.Connect wish, Reason reason, String message) {
        central.deliver(new AirMessage.Failure(wish.request(), reason, message));
    }

    private int mtu(int wished, Member central, Member module) {
        int limit =
                Math.min(
                        mtuLimits.getOrDefault(central.name(), AirLimits.LARGEST_MTU),
                        mtuLimits.getOrDefault(module.name(), AirLimits.LARGEST_MTU));
        return Math.clamp(wished, AirLimits.SMALLEST_MTU, limit);
    }

    @Nullable Connection find(ConnectionId id) {
        return open.get(id);
    }

    List<Connection> of(Predicate<Connection> wanted) {
        return open.values().stream().filter(wanted).toList();
    }

    /// Ends a connection for both sides.
    void end(Connection connection, Direction direction, String reason) {
        open.remove(connection.id());
        exchanges.forget(connection.id());
        capture.connection(connection, Kind.DISCONNECT, direction, null);
        var message = new AirMessage.Disconnected(connection.id(), reason);
        connection.central().deliver(message);
        connection.peripheral().deliver(message);
    }

    /// Applies a new strength between two names to the connections between them.
    void rangeChanged(String phone, String module) {
        List<Connection> between =
                of(connection ->
                        connection.central().name().equals(phone)
                                && connection.peripheral().name().equals(module));
        for (Connection connection : between) {
            var rssi = ranges.between(connection.central(), connection.peripheral());
            if (rssi.isPresent()) {
                connection.central().deliver(new AirMessage.Rssi(connection.id(), rssi.getAsInt()));
            } else {
                end(connection, Direction.TO_PHONE, "out of range");
            }
        }
    }
}
