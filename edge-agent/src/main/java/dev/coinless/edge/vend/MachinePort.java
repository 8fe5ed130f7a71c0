package dev.coinless.edge.vend;

import dev.coinless.edge.gate.Capability;
import dev.coinless.edge.gate.Order;
import dev.coinless.model.time.Uptime;
import java.util.List;

/// Port to the machine's controller: one session at a time, opened by an [Order] only. Used by the
/// agent's thread only; never blocks. A machine that is always idle may report a selection without
/// a session; it is then approved, denied or ended like one within. A port whose order says what to
/// give reports the selections itself, one for each signal.
///
/// Obligations: every `open` is followed by exactly one of SessionEnded, MachineReset or
/// MachineLost (or `end` by the caller); nothing is sent to the machine that no caller asked for,
/// except what keeps the bus alive. Events come only from [#hear], in the order they happened.
public interface MachinePort {

    /// What it can do.
    Capability capability();

    /// Whether a session can be opened now.
    boolean isReady();

    /// Opens a session with the funds of an order; they may be cut to what the bus can carry.
    void open(Order order, Uptime now);

    /// The signal: the machine may give the goods.
    void approve(Selection selection, Uptime now);

    /// Refuses a selection and ends the session.
    void deny(Uptime now);

    /// Ends the session, if one is open.
    void end(Uptime now);

    /// How its sales for coins are learnt of.
    default CashWatch cash() {
        return CashWatch.NONE;
    }

    /// Takes in what an adapter heard.
    ///
    /// @return what it means, oldest first
    List<MachineEvent> hear(MachineInput input, Uptime now);
}
