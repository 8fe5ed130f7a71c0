package dev.coinless.simulators.air;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.coinless.simulators.air.link.Characteristic;
import org.jspecify.annotations.Nullable;

/// One captured frame, as its JSON line.
///
/// @param index counts from 0 over all frames of this air
/// @param at ISO 8601 in UTC with microseconds
/// @param characteristic absent outside of connections' data
/// @param connection absent for advertising
/// @param mtu of `connect` and `mtu` frames
/// @param rssi dBm of an advertisement
/// @param outcome of an answer: `ok`, or why not
/// @param value hexadecimal
/// @param count how often an identical advertisement was heard; 1 for all others
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"index", "at", "phone", "module", "kind", "direction"})
record Frame(
        long index,
        String at,
        String phone,
        String module,
        Kind kind,
        Direction direction,
        @Nullable Characteristic characteristic,
        @Nullable Integer connection,
        @Nullable Integer mtu,
        @Nullable Integer rssi,
        @Nullable String outcome,
        String value,
        long count) {

    enum Kind {
        @JsonProperty("advertisement")
        ADVERTISEMENT,
        @JsonProperty("scan-response")
        SCAN_RESPONSE,
        @JsonProperty("connect")
        CONNECT,
        @JsonProperty("mtu")
        MTU,
        @JsonProperty("read")
        READ,
        @JsonProperty("write")
        WRITE,
        @JsonProperty("subscribe")
        SUBSCRIBE,
        @JsonProperty("notify")
        NOTIFY,
        @JsonProperty("disconnect")
        DISCONNECT
    }

    enum Direction {
        @JsonProperty("to-phone")
        TO_PHONE,
        @JsonProperty("to-module")
        TO_MODULE
    }

    Frame counted(long times) {
        return new Frame(
                index,
                at,
                phone,
                module,
                kind,
                direction,
                characteristic,
                connection,
                mtu,
                rssi,
                outcome,
                value,
                times);
    }
}
