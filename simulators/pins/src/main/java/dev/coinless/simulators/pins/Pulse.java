package dev.coinless.simulators.pins;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// One pulse that was on a wire.
///
/// @param index from 0
/// @param at ISO 8601, when it ended
/// @param widthMillis how long it lasted
/// @param gapMillis how long the wire had rested before; absent for the first one of a module
/// @param counted whether the machine took it for a coin
@JsonInclude(JsonInclude.Include.NON_NULL)
record Pulse(
        long index,
        String at,
        int line,
        @JsonProperty("width-ms") double widthMillis,
        @JsonProperty("gap-ms") @Nullable Double gapMillis,
        boolean counted) {}
