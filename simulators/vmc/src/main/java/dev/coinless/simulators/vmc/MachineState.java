package dev.coinless.simulators.vmc;

/// All that changes in the machine.
///
/// @param readerAllowed whether the controller lets the reader take customers (READER ENABLE /
///   DISABLE)
/// @param plugged whether the reader's cable is in
record MachineState(
        Cashless cashless,
        Coins coins,
        ReaderOptions options,
        boolean readerAllowed,
        boolean plugged) {

    /// The reader as the controller sees it, in the words of MDB/ICP 7.2.
    sealed interface Cashless {
        /// The adapter plays no reader (`C,0`, or never switched on).
        record Off() implements Cashless {}

        /// The reader is on and the controller has not set it up since its reset.
        record Inactive() implements Cashless {}

        record Disabled() implements Cashless {}

        record Enabled() implements Cashless {}

        /// The reader offered credit and the customer may choose.
        ///
        /// @param funds minor units, or [Amounts#UNKNOWN] if the reader does not tell
        record SessionIdle(long funds) implements Cashless {}

        /// VEND REQUEST is sent, no answer yet.
        record VendRequested(Item item, Begun begun) implements Cashless {}

        /// VEND APPROVED came, the motor turns.
        record Dispensing(Item item, Begun begun) implements Cashless {}

        /// The cable is out: the reader does not answer.
        record Silent() implements Cashless {}
    }

    /// What the vend began in.
    sealed interface Begun {
        record InSession(long funds) implements Begun {}

        /// Straight from Enabled, always idle.
        record WithoutSession() implements Begun {}
    }

    sealed interface Coins {
        /// No coin sale is under way.
        ///
        /// @param credit minor units in the machine, 0 if none
        record Waiting(long credit) implements Coins {}

        /// An item paid in coins is on its way.
        record Turning(Item item, long change) implements Coins {}
    }

    /// What the module configured in its reader (`C,SETCONF`); lost when the adapter loses power.
    ///
    /// @param currencyCode as `0x1978` is written, 0 if never set
    record ReaderOptions(boolean alwaysIdle, int currencyCode) {}

    static MachineState atPowerOn() {
        return new MachineState(
                new Cashless.Off(), new Coins.Waiting(0), new ReaderOptions(false, 0), true, true);
    }

    MachineState with(Cashless next) {
        return new MachineState(next, coins, options, readerAllowed, plugged);
    }

    MachineState with(Coins next) {
        return new MachineState(cashless, next, options, readerAllowed, plugged);
    }

    MachineState with(ReaderOptions next) {
        return new MachineState(cashless, coins, next, readerAllowed, plugged);
    }

    MachineState withReaderAllowed(boolean allowed) {
        return new MachineState(cashless, coins, options, allowed, plugged);
    }

    MachineState withPlugged(boolean in) {
        return new MachineState(cashless, coins, options, readerAllowed, in);
    }
}
