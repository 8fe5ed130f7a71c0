package dev.coinless.simulators.air;

import dev.coinless.simulators.air.link.ConnectionId;

/// One open connection.
record Connection(ConnectionId id, Member central, Member peripheral, int mtu) {
    boolean has(Member member) {
        return central.equals(member) || peripheral.equals(member);
    }
}
