package dev.coinless.simulators.air;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// Who hears whom, by name; pairs that were never set are out of range.
final class Ranges {
    /// dBm below which no Bluetooth receiver hears anything.
    static final int WEAKEST_DBM = -127;

    /// dBm that HCI can express at most (Bluetooth Core 4.E 7.7.65.2).
    static final int STRONGEST_DBM = 20;

    private record Pair(String phone, String module) {}

    private final Map<Pair, Integer> strengths = new HashMap<>();

    void set(String phone, String module, int rssi) {
        if (rssi < WEAKEST_DBM || rssi > STRONGEST_DBM) {
            throw new IllegalArgumentException(
                    "RSSI is %d to %d dBm, not %d".formatted(WEAKEST_DBM, STRONGEST_DBM, rssi));
        }
        strengths.put(new Pair(phone, module), rssi);
    }

    void remove(String phone, String module) {
        strengths.remove(new Pair(phone, module));
    }

    /// Empty if out of range.
    OptionalInt between(Member phone, Member module) {
        Integer rssi = strengths.get(new Pair(phone.name(), module.name()));
        return rssi == null ? OptionalInt.empty() : OptionalInt.of(rssi);
    }
}
