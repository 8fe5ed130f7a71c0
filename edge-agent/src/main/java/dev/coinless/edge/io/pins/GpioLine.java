package dev.coinless.edge.io.pins;

import java.util.OptionalInt;

/// How a line of the machine is wired to the Pi.
///
/// @param line 1..32
/// @param pin that drives it, by the number of the chip (BCM)
/// @param activeLow whether a low level is a pulse
/// @param inhibit the input by which the machine forbids pulses
/// @param inhibitLow whether a low level forbids; such an input is pulled up, another down
public record GpioLine(
        int line, int pin, boolean activeLow, OptionalInt inhibit, boolean inhibitLow) {}
