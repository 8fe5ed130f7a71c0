package dev.coinless.simulators.air.link;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One connection between a central and a peripheral; the air numbers them from 1 and never reuses
/// one.
public record ConnectionId(@JsonValue int number) {
    @JsonCreator
    public ConnectionId {
        if (number < 1) {
            throw new IllegalArgumentException("connection numbers start at 1, not " + number);
        }
    }

    @Override
    public String toString() {
        return "connection " + number;
    }
}
