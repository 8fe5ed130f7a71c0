package dev.coinless.wallet.scan;

import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.time.Uptime;

/// One advertisement as it was heard.
///
/// @param address where to connect, in the radio's own form
/// @param name what the radio shows beside the address; a real one shows none of use
/// @param rssi in dBm
public record Sighting(
        String address, String name, int rssi, Advertisement advertisement, Uptime seen) {
    public ModuleId module() {
        return advertisement.module();
    }

    /// Whether a person means this module by `wanted`: its name, or its id in hexadecimal.
    public boolean isCalled(String wanted) {
        return name.equals(wanted) || module().toString().equalsIgnoreCase(wanted);
    }
}
