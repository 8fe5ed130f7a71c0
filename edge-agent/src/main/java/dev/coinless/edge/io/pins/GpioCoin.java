package dev.coinless.edge.io.pins;

/// The Pi's pin that a coin acceptor's output is led to.
///
/// @param line that the coins are for
/// @param pin number of the chip (BCM)
/// @param activeLow whether a low level is a pulse; such an input is pulled up, another down
public record GpioCoin(int line, int pin, boolean activeLow) {}
