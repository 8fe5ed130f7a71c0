package dev.coinless.edge.config;

import java.util.List;

/// What is at the machine's side of the module: the setting `machine` and what belongs to it.
public sealed interface MachineSettings {

    /// An MDB bus behind a Qibixx adapter, `qibixx:/dev/ttyX`.
    ///
    /// @param address of the reader on the bus, 0x10 or 0x60
    /// @param alwaysIdle whether a selection without a session opens a REQUEST
    record Mdb(String device, int address, boolean alwaysIdle) implements MachineSettings {}

    /// Coin pulses on wires.
    ///
    /// @param place `gpio`, the Pi's own pins, or the path of a simulated machine's socket
    record Pulse(String place, List<PulseLineSettings> lines) implements MachineSettings {

        /// The Pi's own pins.
        public static final String GPIO = "gpio";

        public Pulse {
            lines = List.copyOf(lines);
        }

        public boolean isGpio() {
            return place.equals(GPIO);
        }
    }
}
