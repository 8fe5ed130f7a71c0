package dev.coinless.edge.config;

import java.util.List;

/// What is at the machine's side of the module: the setting `machine` and what belongs to it.
public sealed interface MachineSettings {

    /// An MDB bus behind a Qibixx adapter, `qibixx:/dev/ttyX`.
    ///
    /// @param address of the reader on the bus, 0x10 or 0x60
    /// @param alwaysIdle whether a selection without a session opens a REQUEST
    /// @param cashUnit minor units of one unit of the machine's prices in CASH SALEs; 0 if these
    ///   are not watched
    record Mdb(String device, int address, boolean alwaysIdle, int cashUnit)
            implements MachineSettings {}

    /// Coin pulses on wires.
    ///
    /// @param place `gpio`, the Pi's own pins, or the path of a simulated machine's socket
    record Pulse(String place, List<PulseLineSettings> lines, List<CoinInputSettings> coins)
            implements MachineSettings {

        /// The Pi's own pins.
        public static final String GPIO = "gpio";

        public Pulse {
            lines = List.copyOf(lines);
            coins = List.copyOf(coins);
        }

        public boolean isGpio() {
            return place.equals(GPIO);
        }
    }
}
