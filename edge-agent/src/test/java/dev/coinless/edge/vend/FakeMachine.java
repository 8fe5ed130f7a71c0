package dev.coinless.edge.vend;

import dev.coinless.edge.gate.Capability;
import dev.coinless.edge.gate.Order;
import dev.coinless.model.time.Uptime;
import java.util.ArrayList;
import java.util.List;

/// A machine that does what the test says and counts its signals.
public final class FakeMachine implements MachinePort {

    public final List<Selection> signals = new ArrayList<>();
    private final List<MachineEvent> unheard = new ArrayList<>();
    private boolean ready = true;
    private boolean open;
    private boolean asking;
    private int denials;

    public void ready(boolean ready) {
        this.ready = ready;
    }

    public boolean isOpen() {
        return open;
    }

    public int denials() {
        return denials;
    }

    /// The machine says something; the module hears it at its next event.
    public void says(MachineEvent... events) {
        for (var event : events) {
            unheard.add(event);
            open &= !(event instanceof MachineEvent.SessionOver);
            asking |= event instanceof MachineEvent.Selected;
            asking &=
                    !(event instanceof MachineEvent.NotVended
                            || event instanceof MachineEvent.SessionOver);
        }
    }

    @Override
    public Capability capability() {
        return new Capability.Sessions();
    }

    @Override
    public boolean isReady() {
        return ready && !open && !asking;
    }

    @Override
    public void open(Order order, Uptime now) {
        open = true;
        unheard.add(new MachineEvent.SessionOpened());
    }

    @Override
    public void approve(Selection selection, Uptime now) {
        if (!open && !asking) {
            throw new IllegalStateException("a signal without a session or a selection");
        }
        asking = false;
        signals.add(selection);
    }

    @Override
    public void deny(Uptime now) {
        denials++;
        open = false;
        asking = false;
    }

    @Override
    public void end(Uptime now) {
        open = false;
        asking = false;
    }

    @Override
    public List<MachineEvent> hear(MachineInput input, Uptime now) {
        var heard = List.copyOf(unheard);
        unheard.clear();
        return heard;
    }
}
