package dev.coinless.simulators.vmc;

/// What the machine does, in order.
sealed interface MachineEffect {
    /// A line to the module.
    record Say(String line) implements MachineEffect {}

    record Display(String text) implements MachineEffect {}

    record StartTimer(Timer timer) implements MachineEffect {}

    record StopTimer(Timer timer) implements MachineEffect {}

    /// A paid vend begins: the motor starts.
    ///
    /// @param paid minor units that were approved or put in
    record BeginVend(Item item, long paid, PaidBy paidBy) implements MachineEffect {}

    /// The vend that began last is over.
    record EndVend(Outcome outcome) implements MachineEffect {}

    /// Coins fall into the tray.
    record PayOut(long amount) implements MachineEffect {}

    enum Timer {
        /// Between the steps of the bus's start-up.
        BUS,
        /// How long a session may be idle.
        SESSION,
        /// How long the reader may think about a request.
        APPROVAL,
        MOTOR,
        COIN_MOTOR
    }

    enum PaidBy {
        CASHLESS,
        COIN
    }

    enum Outcome {
        VENDED,
        JAMMED,
        /// The bus was reset or cut after approval; the product drops (MDB/ICP 7.4.7).
        VENDED_UNHEARD
    }
}
