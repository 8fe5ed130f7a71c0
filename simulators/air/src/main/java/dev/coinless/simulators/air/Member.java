package dev.coinless.simulators.air;

import dev.coinless.simulators.air.link.AirMessage;

/// One phone or module that joined the air, until its socket ends.
///
/// @param address what centrals connect to, fresh for each joining
record Member(AirMessage.Role role, String name, String address, Outbox outbox) {

    /// Where messages for a member go. Must not wait: the air's monitor is held.
    interface Outbox {
        void deliver(AirMessage message);
    }

    void deliver(AirMessage message) {
        outbox.deliver(message);
    }

    @Override
    public String toString() {
        return name;
    }
}
