package dev.coinless.edge.pulse;

import dev.coinless.edge.gate.Capability;
import dev.coinless.edge.gate.Order;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.vend.CashWatch;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.edge.vend.MachinePort;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.time.Uptime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A machine without a bus that counts coin pulses: one train at a time, on one of its lines. What
/// to give is in the order, so the "selections" of its session are the single pulses.
public final class PulseMachine implements MachinePort {

    private final Map<Integer, PulseLine> lines;
    private final PulseLines wires;
    private final CashWatch coins;
    private final StageLog log;
    private final List<MachineEvent> unheard = new ArrayList<>();
    private PulseTrain.State state = PulseTrain.State.initial();

    public PulseMachine(List<PulseLine> lines, PulseLines wires, StageLog log) {
        this(lines, wires, CashWatch.NONE, log);
    }

    /// A machine whose coins are counted too.
    public PulseMachine(List<PulseLine> lines, PulseLines wires, CashWatch coins, StageLog log) {
        this.lines =
                lines.stream().collect(Collectors.toMap(PulseLine::number, Function.identity()));
        this.wires = wires;
        this.coins = coins;
        this.log = log;
    }

    @Override
    public Capability capability() {
        return new Capability.Pulses(
                lines.values().stream()
                        .collect(Collectors.toMap(PulseLine::number, PulseLine::value)));
    }

    @Override
    public CashWatch cash() {
        return coins;
    }

    @Override
    public boolean isReady() {
        return state.phase() instanceof PulseTrain.Phase.Idle;
    }

    @Override
    public void open(Order order, Uptime now) {
        step(new PulseTrain.Event.Begin(train(order)), now);
    }

    @Override
    public void approve(Selection selection, Uptime now) {
        step(new PulseTrain.Event.Approve(), now);
    }

    @Override
    public void deny(Uptime now) {
        step(new PulseTrain.Event.End(), now);
    }

    @Override
    public void end(Uptime now) {
        step(new PulseTrain.Event.End(), now);
    }

    @Override
    public List<MachineEvent> hear(MachineInput input, Uptime now) {
        eventOf(input).ifPresent(event -> step(event, now));
        var heard = List.copyOf(unheard);
        unheard.clear();
        return heard;
    }

    private static Optional<PulseTrain.Event> eventOf(MachineInput input) {
        return switch (input) {
            case MachineInput.Attached() -> Optional.of(new PulseTrain.Event.Attached());
            case MachineInput.Detached() -> Optional.of(new PulseTrain.Event.Lost());
            case MachineInput.Tick() -> Optional.of(new PulseTrain.Event.Tick());
            case MachineInput.PulseSent(int line) -> Optional.of(new PulseTrain.Event.Sent(line));
            case MachineInput.LineRested(int line) ->
                    Optional.of(new PulseTrain.Event.Rested(line));
            case MachineInput.Inhibit(int line, boolean on) ->
                    Optional.of(new PulseTrain.Event.Inhibit(line, on));
            case MachineInput.Line _, MachineInput.CoinPulse _ -> Optional.empty();
        };
    }

    /// The gate has admitted no order that [#capability] does not fit.
    private Train train(Order order) {
        int number =
                LineMask.only(order.consumption().lines())
                        .orElseThrow(() -> new IllegalStateException("not one line: " + order));
        var line =
                Optional.ofNullable(lines.get(number))
                        .orElseThrow(() -> new IllegalStateException("no line for " + order));
        return Train.of(line, order.consumption().vends());
    }

    private void step(PulseTrain.Event event, Uptime now) {
        var before = state;
        var step = PulseTrain.step(state, event, now);
        state = step.next();
        tell(before, event);
        for (var effect : step.effects()) {
            switch (effect) {
                case PulseTrain.Effect.Pulse(var line) ->
                        wires.pulse(line.number(), line.width(), line.gap());
                case PulseTrain.Effect.Report(var report) -> unheard.add(report);
            }
        }
    }

    /// What a technician must know: whether the wires are there, and who keeps a train waiting.
    private void tell(PulseTrain.State before, PulseTrain.Event event) {
        boolean wasThere = !(before.phase() instanceof PulseTrain.Phase.Detached);
        boolean isThere = !(state.phase() instanceof PulseTrain.Phase.Detached);
        if (wasThere != isThere) {
            log.say(Stage.VEND, isThere ? "pulse lines ready" : "pulse lines lost");
        }
        if (event instanceof PulseTrain.Event.Inhibit(int line, boolean on)
                && !before.inhibited().equals(state.inhibited())) {
            log.say(Stage.VEND, on ? "inhibited line=" + line : "allowed line=" + line);
        }
    }
}
