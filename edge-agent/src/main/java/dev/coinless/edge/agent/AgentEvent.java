package dev.coinless.edge.agent;

import dev.coinless.edge.present.RadioEvent;
import dev.coinless.edge.uplink.UplinkEvent;
import dev.coinless.edge.vend.MachineInput;

/// Everything that reaches the agent's loop from outside.
public sealed interface AgentEvent {

    record Radio(RadioEvent event) implements AgentEvent {}

    record Machine(MachineInput input) implements AgentEvent {}

    record Uplink(UplinkEvent event) implements AgentEvent {}

    /// Nothing else came for a while.
    record Tick() implements AgentEvent {}
}
