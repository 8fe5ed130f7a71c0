package dev.coinless.edge.mdb;

import dev.coinless.edge.mdb.QibixxReader.Effect.Report;
import dev.coinless.edge.mdb.QibixxReader.Effect.Send;
import dev.coinless.edge.mdb.QibixxReader.State.Approved;
import dev.coinless.edge.mdb.QibixxReader.State.Begun;
import dev.coinless.edge.mdb.QibixxReader.State.Detached;
import dev.coinless.edge.mdb.QibixxReader.State.Disabled;
import dev.coinless.edge.mdb.QibixxReader.State.Enabled;
import dev.coinless.edge.mdb.QibixxReader.State.Inactive;
import dev.coinless.edge.mdb.QibixxReader.State.SessionIdle;
import dev.coinless.edge.mdb.QibixxReader.State.Starting;
import dev.coinless.edge.mdb.QibixxReader.State.Stopping;
import dev.coinless.edge.mdb.QibixxReader.State.VendRequested;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.money.Money;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.List;

/// The cashless reader as the bus adapter's cashless slave: `(state, event) -> (next, effects)`.
/// The adapter keeps the bus timing; states carry the names of MDB/ICP 7.2.
///
/// READER DISABLE during a session does not disturb it (7.4.12); what the adapter says after the
/// session tells whether the reader is still enabled.
public final class QibixxReader {

    /// Most that 16 bits carry: FFFF means "unknown" (MDB/ICP 7.3.4).
    static final long MAX_FUNDS = 0xFFFE;

    /// An adapter that has not answered by then gets the start-up anew; it needs milliseconds.
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    public sealed interface State {
        /// There is no adapter.
        record Detached() implements State {}

        /// The start-up is under way.
        ///
        /// @param command index of the one that waits for its answer
        record Starting(int command, Uptime since) implements State {}

        /// The VMC has not set us up yet.
        record Inactive() implements State {}

        record Disabled() implements State {}

        record Enabled() implements State {}

        /// BEGIN SESSION is given.
        record Begun() implements State {}

        /// A session is open and no selection waits.
        ///
        /// @param afterVend whether the machine may end the session without another selection
        record SessionIdle(boolean afterVend) implements State {}

        record VendRequested() implements State {}

        record Approved() implements State {}

        /// We ended the session and wait for the adapter to say where it stands.
        record Stopping(Uptime since) implements State {}
    }

    public sealed interface Event {
        record Attached() implements Event {}

        record Lost() implements Event {}

        record Heard(QibixxLine line) implements Event {}

        /// Begin a session with these funds.
        record Begin(Money funds) implements Event {}

        record Approve(Selection selection) implements Event {}

        record Deny() implements Event {}

        record End() implements Event {}

        record Tick() implements Event {}
    }

    public sealed interface Effect {
        record Send(String line) implements Effect {}

        record Report(MachineEvent event) implements Effect {}
    }

    public record Step(State next, List<Effect> effects) {
        static Step to(State next, Effect... effects) {
            return new Step(next, List.of(effects));
        }
    }

    private QibixxReader() {}

    public static Step step(State state, Event event, Uptime now, StartUp startUp) {
        return switch (event) {
            case Event.Attached _ -> restarted(state, startUp, now);
            case Event.Lost _ -> lost(state);
            case Event.Heard(var line) -> heard(state, line, now, startUp);
            case Event.Begin(var funds) -> begin(state, funds);
            case Event.Approve(var selection) -> approve(state, selection);
            case Event.Deny _, Event.End _ -> stop(state, now);
            case Event.Tick _ -> tick(state, now, startUp);
        };
    }

    private static Step heard(State state, QibixxLine line, Uptime now, StartUp startUp) {
        return switch (state) {
            case Detached _ -> Step.to(state);
            case Starting starting -> whenStarting(starting, line, now, startUp);
            case Inactive _, Disabled _, Enabled _ -> whenWaiting(state, line, now, startUp);
            case Begun _ -> whenBegun(state, line);
            case SessionIdle _, VendRequested _ -> whenInSession(state, line);
            case Approved _ -> whenApproved(state, line);
            case Stopping _ -> whenStopping(state, line);
        };
    }

    private static Step whenStarting(Starting state, QibixxLine line, Uptime now, StartUp startUp) {
        if (!startUp.isAnswer(state.command, line)) {
            return Step.to(state);
        }
        if (state.command == startUp.last()) {
            var standing = standing(line, new Inactive());
            return startUp.sniffs()
                    ? Step.to(standing, new Send(StartUp.SNIFF))
                    : Step.to(standing);
        }
        int next = state.command + 1;
        return Step.to(new Starting(next, now), new Send(startUp.command(next)));
    }

    private static Step whenWaiting(State state, QibixxLine line, Uptime now, StartUp startUp) {
        return switch (line) {
            case QibixxLine.Inactive _ ->
                    Step.to(new Inactive(), new Report(new MachineEvent.MachineReset()));
            case QibixxLine.Disabled _ -> Step.to(new Disabled());
            case QibixxLine.Enabled _ -> Step.to(new Enabled());
            // Always idle: from here on as within a session.
            case QibixxLine.VendRequest(var selection)
                    when startUp.alwaysIdle() && state instanceof Enabled ->
                    Step.to(new VendRequested(), new Report(new MachineEvent.Selected(selection)));
            // A selection that nobody may make, or a session we do not know: neither is ours.
            case QibixxLine.VendRequest _, QibixxLine.SessionIdle _ ->
                    Step.to(new Stopping(now), new Send(StartUp.STOP));
            case QibixxLine.Answer _,
                    QibixxLine.SettingTaken _,
                    QibixxLine.VendSuccess _,
                    QibixxLine.VendCancelled _,
                    QibixxLine.VendFailure _,
                    QibixxLine.Fault _,
                    QibixxLine.Unknown _ ->
                    Step.to(state);
        };
    }

    private static Step whenBegun(State state, QibixxLine line) {
        return switch (line) {
            case QibixxLine.SessionIdle _ ->
                    Step.to(new SessionIdle(false), new Report(new MachineEvent.SessionOpened()));
            case QibixxLine.Fault _ ->
                    Step.to(new Disabled(), new Report(new MachineEvent.SessionEnded()));
            case QibixxLine.Inactive _,
                    QibixxLine.Disabled _,
                    QibixxLine.Enabled _,
                    QibixxLine.VendRequest _,
                    QibixxLine.VendCancelled _,
                    QibixxLine.VendFailure _,
                    QibixxLine.VendSuccess _,
                    QibixxLine.Answer _,
                    QibixxLine.SettingTaken _,
                    QibixxLine.Unknown _ ->
                    whenInSession(state, line);
        };
    }

    private static Step whenInSession(State state, QibixxLine line) {
        return switch (line) {
            case QibixxLine.VendRequest(var selection) ->
                    Step.to(new VendRequested(), new Report(new MachineEvent.Selected(selection)));
            case QibixxLine.VendCancelled _ ->
                    Step.to(
                            new SessionIdle(true),
                            new Report(new MachineEvent.SelectionCancelled()));
            case QibixxLine.SessionIdle _ -> Step.to(new SessionIdle(mayBeOver(state)));
            case QibixxLine.Enabled _ ->
                    Step.to(new Enabled(), new Report(new MachineEvent.SessionEnded()));
            // READER DISABLE, or the end of a session of a reader disabled meanwhile.
            case QibixxLine.Disabled _ when mayBeOver(state) ->
                    Step.to(new Disabled(), new Report(new MachineEvent.SessionEnded()));
            case QibixxLine.Inactive _ ->
                    Step.to(new Inactive(), new Report(new MachineEvent.MachineReset()));
            case QibixxLine.Disabled _,
                    QibixxLine.Answer _,
                    QibixxLine.SettingTaken _,
                    QibixxLine.VendSuccess _,
                    QibixxLine.VendFailure _,
                    QibixxLine.Fault _,
                    QibixxLine.Unknown _ ->
                    Step.to(state);
        };
    }

    private static boolean mayBeOver(State state) {
        return state instanceof SessionIdle(boolean afterVend) && afterVend;
    }

    private static Step whenApproved(State state, QibixxLine line) {
        return switch (line) {
            case QibixxLine.VendSuccess _ ->
                    Step.to(new SessionIdle(true), new Report(new MachineEvent.VendSucceeded()));
            case QibixxLine.VendFailure _ ->
                    Step.to(new SessionIdle(true), new Report(new MachineEvent.VendFailed()));
            case QibixxLine.VendCancelled _ ->
                    Step.to(
                            new SessionIdle(true),
                            new Report(new MachineEvent.SelectionCancelled()));
            case QibixxLine.Inactive _ ->
                    Step.to(new Inactive(), new Report(new MachineEvent.MachineReset()));
            case QibixxLine.Answer _,
                    QibixxLine.SettingTaken _,
                    QibixxLine.Disabled _,
                    QibixxLine.Enabled _,
                    QibixxLine.SessionIdle _,
                    QibixxLine.VendRequest _,
                    QibixxLine.Fault _,
                    QibixxLine.Unknown _ ->
                    Step.to(state);
        };
    }

    /// Nothing counts any more but where the adapter stands.
    private static Step whenStopping(State state, QibixxLine line) {
        return Step.to(standing(line, state));
    }

    private static State standing(QibixxLine line, State otherwise) {
        return switch (line) {
            case QibixxLine.Inactive _ -> new Inactive();
            case QibixxLine.Disabled _ -> new Disabled();
            case QibixxLine.Enabled _ -> new Enabled();
            case QibixxLine.Answer _,
                    QibixxLine.SettingTaken _,
                    QibixxLine.SessionIdle _,
                    QibixxLine.VendRequest _,
                    QibixxLine.VendSuccess _,
                    QibixxLine.VendCancelled _,
                    QibixxLine.VendFailure _,
                    QibixxLine.Fault _,
                    QibixxLine.Unknown _ ->
                    otherwise;
        };
    }

    private static Step begin(State state, Money funds) {
        if (!(state instanceof Enabled)) {
            return Step.to(state, new Report(new MachineEvent.SessionEnded()));
        }
        var shown = new Money(Math.min(funds.minorUnits(), MAX_FUNDS), funds.currency());
        return Step.to(new Begun(), new Send("C,START," + QibixxLine.decimal(shown)));
    }

    /// Never approves anything but an open request (MDB/ICP 7.4.6).
    private static Step approve(State state, Selection selection) {
        if (!(state instanceof VendRequested)) {
            return Step.to(state, new Report(new MachineEvent.SelectionCancelled()));
        }
        var line =
                "C,VEND,%s,%d".formatted(QibixxLine.decimal(selection.price()), selection.item());
        return Step.to(new Approved(), new Send(line));
    }

    private static Step stop(State state, Uptime now) {
        return switch (state) {
            case Begun _, SessionIdle _, VendRequested _, Approved _ ->
                    Step.to(new Stopping(now), new Send(StartUp.STOP));
            case Detached _, Starting _, Inactive _, Disabled _, Enabled _, Stopping _ ->
                    Step.to(state);
        };
    }

    private static Step lost(State state) {
        return isInSession(state)
                ? Step.to(new Detached(), new Report(new MachineEvent.MachineLost()))
                : Step.to(new Detached());
    }

    private static Step restarted(State state, StartUp startUp, Uptime now) {
        var first = new Send(startUp.command(0));
        var starting = new Starting(0, now);
        return isInSession(state)
                ? Step.to(starting, new Report(new MachineEvent.MachineLost()), first)
                : Step.to(starting, first);
    }

    /// An adapter that keeps silent in start-up, or does not leave a session, is started anew.
    private static Step tick(State state, Uptime now, StartUp startUp) {
        return switch (state) {
            case Starting(_, var since) when isOver(since, now) -> restarted(state, startUp, now);
            case Stopping(var since) when isOver(since, now) -> restarted(state, startUp, now);
            case Detached _,
                    Starting _,
                    Inactive _,
                    Disabled _,
                    Enabled _,
                    Begun _,
                    SessionIdle _,
                    VendRequested _,
                    Approved _,
                    Stopping _ ->
                    Step.to(state);
        };
    }

    private static boolean isInSession(State state) {
        return switch (state) {
            case Begun _, SessionIdle _, VendRequested _, Approved _ -> true;
            case Detached _, Starting _, Inactive _, Disabled _, Enabled _, Stopping _ -> false;
        };
    }

    private static boolean isOver(Uptime since, Uptime now) {
        return now.since(since).compareTo(ANSWER_TIMEOUT) > 0;
    }
}
