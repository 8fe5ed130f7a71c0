package dev.coinless.edge.agent;

import java.time.Duration;

/// How the module advertises.
///
/// @param company Bluetooth SIG company identifier, 16 bits
/// @param rotation how long one code is broadcast
/// @param priceHint the lowest price at the machine in minor units, 0 if not known
/// @param txPower the transmitter's power at 1 m in dBm
public record BeaconSettings(int company, Duration rotation, int priceHint, int txPower) {}
