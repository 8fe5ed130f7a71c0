package dev.coinless.edge.vend;

/// What a machine says, whatever bus it is on.
public sealed interface MachineEvent {

    /// The session is over, from the machine's side.
    sealed interface SessionOver extends MachineEvent {}

    /// Nothing is given for the selection.
    sealed interface NotVended extends MachineEvent {}

    /// The session is open; the machine shows the funds.
    record SessionOpened() implements MachineEvent {}

    record Selected(Selection selection) implements MachineEvent {}

    /// The selection is withdrawn.
    record SelectionCancelled() implements NotVended {}

    record VendSucceeded() implements MachineEvent {}

    record VendFailed() implements NotVended {}

    /// The machine takes nothing now, so that no signal was asked for.
    record VendRefused(Selection selection) implements NotVended {}

    /// The machine ended the session, or refused to open one.
    record SessionEnded() implements SessionOver {}

    /// The machine was reset. After an approval that is a success (MDB/ICP 7.4.7).
    record MachineReset() implements SessionOver {}

    /// The line to the machine is lost; what it did since is not known.
    record MachineLost() implements SessionOver {}
}
