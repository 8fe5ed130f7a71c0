package dev.coinless.simulators.vmc;

/// What can happen to the machine.
sealed interface MachineEvent {

    /// What concerns the reader: lines from it, keys that may lead to it, the bus.
    sealed interface CashlessEvent extends MachineEvent {}

    /// What concerns coins only.
    sealed interface CoinEvent extends MachineEvent {}

    /// `C,1`.
    record SwitchOn() implements CashlessEvent {}

    /// `C,0`.
    record SwitchOff() implements CashlessEvent {}

    /// `C,SETCONF,mdb-always-idle=...`.
    record ConfigureAlwaysIdle(boolean offered) implements CashlessEvent {}

    /// `C,SETCONF,mdb-currency-code=...`.
    record ConfigureCurrency(int code) implements CashlessEvent {}

    /// `C,SETCONF,mdb-addr=0x10`, and others that change nothing here.
    record ConfigureOther() implements CashlessEvent {}

    /// `C,START,<amount>`.
    record StartSession(long funds) implements CashlessEvent {}

    /// `C,VEND,<amount>`.
    record Approve(long amount) implements CashlessEvent {}

    /// `C,STOP`.
    record Stop() implements CashlessEvent {}

    /// The customer typed an item's number.
    record Selected(Item item) implements CashlessEvent {}

    /// The customer pressed cancel.
    record CancelPressed() implements CashlessEvent {}

    /// The controller ends the session (SESSION COMPLETE).
    record SessionCompleted() implements CashlessEvent {}

    /// The session or the request lasted too long for the controller.
    record TimedOut() implements CashlessEvent {}

    /// The next step of the bus's start-up is due.
    record BusAdvanced() implements CashlessEvent {}

    /// The controller resets the reader.
    record Reset() implements CashlessEvent {}

    record ReaderDisable() implements CashlessEvent {}

    record ReaderEnable() implements CashlessEvent {}

    /// The reader's cable is pulled.
    record Unplugged() implements CashlessEvent {}

    record Plugged() implements CashlessEvent {}

    /// The motor of a cashless vend stopped.
    record MotorStopped(boolean jammed) implements CashlessEvent {}

    record CoinInserted(long amount) implements CoinEvent {}

    record CoinReturnPressed() implements CoinEvent {}

    /// The motor of a coin sale stopped.
    record CoinMotorStopped(boolean jammed) implements CoinEvent {}
}
