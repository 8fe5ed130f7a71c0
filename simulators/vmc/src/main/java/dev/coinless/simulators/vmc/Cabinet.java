package dev.coinless.simulators.vmc;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.time.TimeSource;
import dev.coinless.model.time.Uptime;
import dev.coinless.simulators.vmc.MachineEffect.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The machine as a thing: it holds the state, runs the timers and does what [VendingMachine]
/// decides. One monitor; no method waits.
final class Cabinet {
    /// Lines of the module's and our own kept for questions.
    static final int LINES_KEPT = 500;

    /// Milliseconds between two looks at the timers; a moved clock is noticed within them.
    static final int TICK_MILLIS = 10;

    private static final String SNIFFS = "x,ACK";

    /// The sniffer's clock counts tenths of a millisecond and shows ten digits.
    private static final long NANOS_PER_TICK = 100_000;

    private static final long TICKS = 10_000_000_000L;

    private static final JsonMapper JSON = new JsonMapper();

    /// Where bytes to the module go.
    interface Line {
        void send(byte[] bytes);
    }

    /// Where events for the lab go.
    interface Reports {
        void report(ObjectNode event);
    }

    /// One line that went over the wire.
    record Said(String at, String direction, String line) {}

    private final Settings settings;
    private final TimeSource time;
    private final Line line;
    private final Reports reports;
    private final Signals signals = new Signals();
    private final LineSplitter splitter = new LineSplitter();
    private final Map<Timer, Uptime> deadlines = new EnumMap<>(Timer.class);
    private final Deque<Said> said = new ArrayDeque<>();
    private Timings timings;
    private MachineState machine = MachineState.atPowerOn();
    private String display = VendingMachine.READY.text();
    private boolean jammed;
    private boolean crossing;
    private boolean sniffing;
    private long approvals;
    private long garbage;

    Cabinet(Settings settings, Timings timings, TimeSource time, Line line, Reports reports) {
        this.settings = settings;
        this.timings = timings;
        this.time = time;
        this.line = line;
        this.reports = reports;
    }

    /// Bytes from the module; lost while the cable is out.
    synchronized void received(byte[] bytes, int count) {
        if (!machine.plugged()) {
            return;
        }
        for (String text : splitter.accept(bytes, count)) {
            note("from-module", text);
            switch (AdapterLine.parse(text, settings.amounts())) {
                case AdapterLine.ForMachine(MachineEvent.Approve approve) -> approved(approve);
                case AdapterLine.ForMachine(var event) -> happen(event);
                case AdapterLine.Answered(var answer) -> say(answer);
                case AdapterLine.Garbage() -> garbage++;
                case AdapterLine.Sniff(boolean on) -> {
                    sniffing = on;
                    say(SNIFFS);
                }
            }
        }
    }

    private void approved(MachineEvent.Approve approve) {
        approvals++;
        if (crossing) {
            crossing = false;
            happen(new MachineEvent.CancelPressed());
        }
        happen(approve);
    }

    /// The customer cancels at the very moment at which the next approval arrives.
    synchronized void cross() {
        crossing = true;
    }

    synchronized void happen(MachineEvent event) {
        MachineState before = machine;
        VendingMachine.Step step = VendingMachine.step(settings, machine, event);
        machine = step.next();
        step.effects().forEach(this::perform);
        if (!machine.cashless().equals(before.cashless())) {
            emit(event("state").put("state", stateName()));
        }
    }

    private void perform(MachineEffect effect) {
        switch (effect) {
            case MachineEffect.Say(var text) -> say(text);
            case MachineEffect.Display(var text) -> show(text);
            case MachineEffect.StartTimer(var timer) ->
                    deadlines.put(timer, time.uptime().plus(timings.of(timer)));
            case MachineEffect.StopTimer(var timer) -> deadlines.remove(timer);
            case MachineEffect.BeginVend begun ->
                    report("signal", signals.begin(time.instant(), begun));
            case MachineEffect.EndVend(var outcome) -> {
                var ended = signals.end(outcome);
                report("vend", ended);
                if (ended.paidBy() == MachineEffect.PaidBy.COIN
                        && outcome == MachineEffect.Outcome.VENDED) {
                    tellCashSale(ended);
                }
            }
            case MachineEffect.PayOut(long amount) -> emit(event("payout").put("amount", amount));
        }
    }

    /// CASH SALE (MDB/ICP 7.4) to a reader that is set up, and its acknowledgement, as a sniffer
    /// shows them.
    private void tellCashSale(Signals.Signal sale) {
        boolean listens =
                switch (machine.cashless()) {
                    case MachineState.Cashless.Off _,
                            MachineState.Cashless.Inactive _,
                            MachineState.Cashless.Silent _ ->
                            false;
                    case MachineState.Cashless.Disabled _,
                            MachineState.Cashless.Enabled _,
                            MachineState.Cashless.SessionIdle _,
                            MachineState.Cashless.VendRequested _,
                            MachineState.Cashless.Dispensing _ ->
                            true;
                };
        if (sniffing && listens) {
            long at = time.uptime().nanos() / NANOS_PER_TICK % TICKS;
            say("x,00,%010d,13,05%04X%04X".formatted(at, sale.price(), sale.item()));
            say("x,80,%010d,13,ACK".formatted(at + 1));
        }
    }

    private void say(String text) {
        note("to-module", text);
        line.send((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// Bytes that mean nothing, as a loose contact or a broken adapter makes them.
    synchronized void utter(byte[] bytes) {
        line.send(bytes);
    }

    private void note(String direction, String text) {
        if (said.size() == LINES_KEPT) {
            said.removeFirst();
        }
        said.addLast(new Said(time.instant().toString(), direction, text));
    }

    private void show(String text) {
        if (!text.equals(display)) {
            display = text;
            emit(event("display").put("text", text));
        }
    }

    /// To be called every [#TICK_MILLIS].
    synchronized void tick() {
        Uptime now = time.uptime();
        List<Timer> due =
                deadlines.entrySet().stream()
                        .filter(entry -> !now.isBefore(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        for (Timer timer : due) {
            @Nullable Uptime deadline = deadlines.get(timer);
            if (deadline != null && !now.isBefore(deadline)) {
                deadlines.remove(timer);
                happen(
                        switch (timer) {
                            case BUS -> new MachineEvent.BusAdvanced();
                            case SESSION, APPROVAL -> new MachineEvent.TimedOut();
                            case MOTOR -> new MachineEvent.MotorStopped(jammed);
                            case COIN_MOTOR -> new MachineEvent.CoinMotorStopped(jammed);
                        });
            }
        }
    }

    synchronized void jam(boolean on) {
        jammed = on;
    }

    /// How long motors turn from the next vend on.
    synchronized void slow(Duration motor) {
        timings = timings.withMotor(motor);
    }

    synchronized Settings settings() {
        return settings;
    }

    /// Adds what `state` shows.
    synchronized ObjectNode describe(ObjectNode answer) {
        answer.put("state", stateName()).put("display", display).put("jam", jammed);
        answer.put("plugged", machine.plugged()).put("enabled", machine.readerAllowed());
        switch (machine.cashless()) {
            case MachineState.Cashless.SessionIdle(long funds) -> answer.put("funds", funds);
            case MachineState.Cashless.VendRequested(var item, _) ->
                    answer.put("item", item.number());
            case MachineState.Cashless.Dispensing(var item, _) -> answer.put("item", item.number());
            case MachineState.Cashless.Off _,
                    MachineState.Cashless.Inactive _,
                    MachineState.Cashless.Disabled _,
                    MachineState.Cashless.Enabled _,
                    MachineState.Cashless.Silent _ -> {}
        }
        long credit =
                switch (machine.coins()) {
                    case MachineState.Coins.Waiting(long waiting) -> waiting;
                    case MachineState.Coins.Turning(_, long change) -> change;
                };
        answer.put("coins", credit).put("motor", motorTurns() ? "turning" : "still");
        return answer.put("garbage", garbage).put("discarded", splitter.discarded());
    }

    private boolean motorTurns() {
        return CoinSide.isTurning(machine)
                || machine.cashless() instanceof MachineState.Cashless.Dispensing;
    }

    private String stateName() {
        return machine.cashless()
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(java.util.Locale.ROOT);
    }

    synchronized String display() {
        return display;
    }

    /// Adds what `signals` shows.
    synchronized ObjectNode describeSignals(ObjectNode answer) {
        answer.set("signals", JSON.valueToTree(signals.kept()));
        answer.put("cashless", signals.cashless()).put("coin", signals.coin());
        return answer.put("approvals", approvals);
    }

    /// Adds what `wire` shows.
    synchronized ObjectNode describeWire(ObjectNode answer) {
        answer.set("lines", JSON.valueToTree(said));
        return answer;
    }

    private static ObjectNode event(String name) {
        return JSON.createObjectNode().put("event", name);
    }

    private void report(String name, Signals.Signal signal) {
        ObjectNode event = event(name);
        event.setAll((ObjectNode) JSON.valueToTree(signal));
        emit(event);
    }

    private void emit(ObjectNode event) {
        reports.report(event);
    }
}
