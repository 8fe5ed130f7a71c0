package dev.coinless.proof.simulation;

import dev.coinless.edge.agent.AgentEvent;
import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.wire.Malformed;
import dev.coinless.proof.simulation.Wires.Fate;
import java.util.Optional;

/// One connection between a phone and a module. What is sent on it arrives in order, or it breaks.
final class Link {

    /// As large as Bluetooth LE allows, so that a message is one step.
    static final int MTU = 517;

    /// Who speaks with the module.
    interface Ear {
        void linkUp(Link link, ModuleStatus status);

        void heard(Message message);

        /// At most once.
        void lost();
    }

    private final SimulatedModule module;
    private final Ear ear;
    private final Wires.Lane up;
    private final Wires.Lane down;
    private Optional<ConnectionId> id = Optional.empty();
    private Reassembly received = new Reassembly.Idle();
    private boolean over;

    private Link(Wires wires, SimulatedModule module, Ear ear) {
        this.module = module;
        this.ear = ear;
        this.up = wires.lane();
        this.down = wires.lane();
    }

    /// Begins to connect; ends in linkUp or lost.
    static Link begin(Wires wires, SimulatedModule module, Ear ear) {
        var link = new Link(wires, module, ear);
        link.up.send("a connection to " + module.name(), link::connect);
        return link;
    }

    SimulatedModule module() {
        return module;
    }

    boolean isOver() {
        return over;
    }

    private void connect(Fate fate) {
        if (over) {
            return;
        }
        var status = fate == Fate.LOST ? Optional.<ModuleStatus>empty() : opened();
        status.ifPresentOrElse(it -> ear.linkUp(this, it), this::breakOff);
    }

    private Optional<ModuleStatus> opened() {
        id = module.accept(this);
        return id.flatMap(module::readInfo).filter(it -> it.length() > 0).map(Link::status);
    }

    private static ModuleStatus status(Bytes info) {
        try {
            return ModuleStatus.decode(info);
        } catch (Malformed e) {
            throw new Violation("Info is not readable", e);
        }
    }

    /// The phone sends a message.
    void send(Message message) {
        if (over) {
            return;
        }
        up.send(
                message.kind() + " to " + module.name(),
                fate -> {
                    if (fate == Fate.LOST) {
                        breakOff();
                        return;
                    }
                    id.ifPresent(it ->
                            message.frames(MTU)
                                    .forEach(frame ->
                                            module.on(
                                                    new AgentEvent.Radio(
                                                            new RadioEvent.Written(it, frame)))));
                });
    }

    /// The phone reads `Request`.
    Bytes readRequest() {
        return over ? Bytes.EMPTY : id.flatMap(module::readRequest).orElse(Bytes.EMPTY);
    }

    /// The module notifies a frame.
    void notified(Bytes frame) {
        if (!over) {
            down.send("a frame of " + module.name(), fate -> arrived(frame, fate));
        }
    }

    private void arrived(Bytes frame, Fate fate) {
        if (fate == Fate.LOST) {
            breakOff();
            return;
        }
        var step = Reassembly.step(received, frame);
        received = step.next();
        if (step.outcome() instanceof Reassembly.Outcome.Complete(var message)) {
            ear.heard(message);
        }
    }

    /// The phone hangs up.
    void hangUp() {
        if (!over) {
            end();
            id.ifPresent(module::leave);
        }
    }

    /// The radio loses the connection.
    void breakOff() {
        if (!over) {
            end();
            id.ifPresent(module::leave);
            ear.lost();
        }
    }

    /// The module has gone, or has hung up; what it sent before still arrives.
    void endedByModule() {
        if (!over) {
            down.send(
                    "the end of a connection to " + module.name(),
                    _ -> {
                        if (!over) {
                            end();
                            ear.lost();
                        }
                    });
        }
    }

    private void end() {
        over = true;
        up.cut();
        down.cut();
    }
}
