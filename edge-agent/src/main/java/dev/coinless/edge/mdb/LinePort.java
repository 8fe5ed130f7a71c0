package dev.coinless.edge.mdb;

/// Port to a line of text in both directions; what is heard comes to the agent as
/// [dev.coinless.edge.vend.MachineInput]. Sending never blocks and never fails: a line that is lost
/// shows as silence, and a lost device as Detached.
public interface LinePort {

    /// Sends one line; the adapter adds its end.
    void send(String line);
}
