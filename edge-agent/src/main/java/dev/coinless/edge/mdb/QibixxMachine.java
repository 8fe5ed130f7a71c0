package dev.coinless.edge.mdb;

import dev.coinless.edge.gate.Capability;
import dev.coinless.edge.gate.Order;
import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.vend.CashWatch;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.edge.vend.MachinePort;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.time.Uptime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/// A machine on the MDB bus behind an adapter that speaks the Qibixx line protocol.
public final class QibixxMachine implements MachinePort {

    private final StartUp startUp;
    private final Currency currency;
    private final LinePort lines;
    private final CashWatch coins;
    private final StageLog log;
    private final Disturbances disturbances;
    private final LineHistory history = new LineHistory();
    private final List<MachineEvent> unheard = new ArrayList<>();
    private QibixxReader.State state = new QibixxReader.State.Detached();

    public QibixxMachine(
            StartUp startUp,
            Currency currency,
            LinePort lines,
            StageLog log,
            Disturbances disturbances) {
        this(startUp, currency, lines, CashWatch.NONE, log, disturbances);
    }

    /// A machine whose sales for coins are watched too.
    public QibixxMachine(
            StartUp startUp,
            Currency currency,
            LinePort lines,
            CashWatch coins,
            StageLog log,
            Disturbances disturbances) {
        this.startUp = startUp;
        this.currency = currency;
        this.lines = lines;
        this.coins = coins;
        this.log = log;
        this.disturbances = disturbances;
    }

    @Override
    public Capability capability() {
        return new Capability.Sessions();
    }

    @Override
    public CashWatch cash() {
        return coins;
    }

    @Override
    public boolean isReady() {
        return state instanceof QibixxReader.State.Enabled;
    }

    @Override
    public void open(Order order, Uptime now) {
        step(new QibixxReader.Event.Begin(order.consumption().cap()), now);
    }

    @Override
    public void approve(Selection selection, Uptime now) {
        step(new QibixxReader.Event.Approve(selection), now);
    }

    @Override
    public void deny(Uptime now) {
        step(new QibixxReader.Event.Deny(), now);
    }

    @Override
    public void end(Uptime now) {
        step(new QibixxReader.Event.End(), now);
    }

    @Override
    public List<MachineEvent> hear(MachineInput input, Uptime now) {
        switch (input) {
            case MachineInput.Attached() -> step(new QibixxReader.Event.Attached(), now);
            case MachineInput.Detached() -> step(new QibixxReader.Event.Lost(), now);
            case MachineInput.Tick() -> step(new QibixxReader.Event.Tick(), now);
            case MachineInput.OfPins _ -> {}
            case MachineInput.Line(var text) -> {
                history.heard(text, now);
                var line = QibixxLine.parse(text, currency);
                if (line instanceof QibixxLine.Unknown) {
                    disturbances.count(Disturbance.LINE_UNKNOWN);
                }
                step(new QibixxReader.Event.Heard(line), now);
            }
        }
        var heard = List.copyOf(unheard);
        unheard.clear();
        return heard;
    }

    private void step(QibixxReader.Event event, Uptime now) {
        var before = state;
        var step = QibixxReader.step(state, event, now, startUp);
        state = step.next();
        if (!before.getClass().equals(state.getClass())) {
            log.say(Stage.VEND, "machine " + state.getClass().getSimpleName());
        }
        for (var effect : step.effects()) {
            switch (effect) {
                case QibixxReader.Effect.Send(var line) -> {
                    history.sent(line, now);
                    lines.send(line);
                }
                case QibixxReader.Effect.Report(var report) -> {
                    if (report instanceof MachineEvent.MachineReset) {
                        reportLoop(now);
                    }
                    unheard.add(report);
                }
            }
        }
    }

    private void reportLoop(Uptime now) {
        var loop = history.reset(now);
        if (!loop.isEmpty()) {
            log.say(
                    Stage.VEND,
                    "reset-loop the machine resets the reader again and again; check cable, power"
                            + " and the machine's cashless setting; the last lines follow");
            loop.forEach(line -> log.say(Stage.VEND, "reset-loop " + line));
        }
    }
}
