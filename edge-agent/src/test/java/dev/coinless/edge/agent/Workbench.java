package dev.coinless.edge.agent;

import dev.coinless.edge.Platform;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.MemoryJournal;
import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.edge.uplink.UplinkEvent;
import dev.coinless.edge.uplink.UplinkPort;
import dev.coinless.edge.vend.FakeMachine;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.edge.vend.MachinePort;
import dev.coinless.edge.vend.Selection;
import dev.coinless.edge.vend.VendTimeouts;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.time.Uptime;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Module M7 on a bench: its agent between fakes, a clock that the test moves, and phones.
final class Workbench {

    static final int MTU = 185;

    /// Sessions that outlast the patience of a train of pulses.
    private static final VendTimeouts LONG =
            new VendTimeouts(
                    VendTimeouts.OPENING,
                    Duration.ofSeconds(100),
                    VendTimeouts.VENDING,
                    VendTimeouts.REQUEST);

    static final Selection ITEM_12 = new Selection(12, Money.of(175, "EUR"));

    final Platform platform = new Platform(7);
    final ModuleIdentity m7 = platform.enrolled(Platform.M7);
    final MemoryJournal memory = new MemoryJournal();
    final List<String> log = new ArrayList<>();
    final Disturbances disturbances = new Disturbances();
    final List<Bytes> published = new ArrayList<>();
    private final UplinkPort network =
            new UplinkPort() {
                @Override
                public void publish(Bytes bundle) {
                    published.add(bundle);
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
    FakeRadio radio = new FakeRadio();
    FakeMachine machine = new FakeMachine();

    private Journal journal = memory;
    private final boolean selectionFirst;
    private final Optional<Supplier<MachinePort>> port;
    private Uptime now = Uptime.ofSeconds(1);
    private Agent agent;

    private int connections;
    private long reads;

    /// A phone's connection, with the nonce it read.
    record Phone(ConnectionId id, Bytes nonce) {}

    /// A grant that a phone holds.
    record Held(GrantToken token, Es256PrivateKey holder) {}

    Workbench() {
        this(false);
    }

    /// A module whose machine may ask for a selection without a session.
    static Workbench selectionFirst() {
        return new Workbench(true);
    }

    /// A module at another machine than the fake; it gets a new port whenever it starts.
    static Workbench at(Supplier<MachinePort> port) {
        return new Workbench(false, Optional.of(port));
    }

    private Workbench(boolean selectionFirst) {
        this(selectionFirst, Optional.empty());
    }

    private Workbench(boolean selectionFirst, Optional<Supplier<MachinePort>> port) {
        this.selectionFirst = selectionFirst;
        this.port = port;
        this.agent = start();
        tick();
    }

    /// The module starts again on the same journal, perhaps behind something that watches it.
    void restart(Journal watched) {
        journal = watched;
        radio = new FakeRadio();
        machine = new FakeMachine();
        agent = start();
        tick();
    }

    void restart() {
        restart(memory);
    }

    private Agent start() {
        try {
            return new Agent(
                    m7,
                    new AgentSettings(
                            new BeaconSettings(
                                    LegacyAdvertising.DEVELOPMENT_COMPANY,
                                    Duration.ofSeconds(30),
                                    100,
                                    0),
                            port.isPresent() ? LONG : VendTimeouts.usual(),
                            selectionFirst),
                    journal,
                    radio,
                    port.isPresent() ? port.get().get() : machine,
                    network,
                    platform.random,
                    (stage, message) -> log.add(stage + " " + message),
                    disturbances,
                    now);
        } catch (JournalUnavailable e) {
            throw new AssertionError(e);
        }
    }

    void on(UplinkEvent event) {
        agent.on(new AgentEvent.Uplink(event), now);
    }

    void on(RadioEvent event) {
        agent.on(new AgentEvent.Radio(event), now);
    }

    void tick() {
        agent.on(new AgentEvent.Tick(), now);
    }

    /// The machine's adapter says something.
    void hear(MachineInput input) {
        agent.on(new AgentEvent.Machine(input), now);
    }

    /// The program is to end.
    boolean stop() {
        return agent.stop(now);
    }

    void pass(Duration time) {
        now = now.plus(time);
        tick();
    }

    /// The clock moves, and nobody has looked yet.
    void jump(Duration time) {
        now = now.plus(time);
    }

    Phone connect() {
        var id = new ConnectionId(++connections);
        on(new RadioEvent.Connected(id, MTU));
        return new Phone(id, info(id).nonce());
    }

    ModuleStatus info(ConnectionId id) {
        on(new RadioEvent.InfoRead(id, ++reads));
        try {
            return ModuleStatus.decode(radio.answer(reads));
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    /// What `Request` holds.
    Bytes readRequest(Phone phone) {
        on(new RadioEvent.RequestRead(phone.id, ++reads));
        return radio.answer(reads);
    }

    /// A grant for the code that is broadcast now.
    Held granted() {
        var holder = platform.random.es256();
        var counter = radio.newest().code().counter();
        return new Held(platform.sign(platform.grant(Platform.M7, counter, holder)), holder);
    }

    /// As [#granted], with a ttl of its own.
    Held grantedFor(Duration ttl) {
        var holder = platform.random.es256();
        var counter = radio.newest().code().counter();
        var usual = platform.grant(Platform.M7, counter, holder);
        var grant =
                new Grant(
                        usual.id(),
                        usual.binding(),
                        usual.module(),
                        usual.generation(),
                        usual.counter(),
                        usual.cap(),
                        ttl,
                        usual.vends(),
                        usual.lines(),
                        usual.kind());
        return new Held(platform.sign(grant), holder);
    }

    /// A grant for pulses on one line, on the code that is broadcast now.
    Held grantedPulses(int line, long value, int pulses) {
        var holder = platform.random.es256();
        var usual = platform.grant(Platform.M7, radio.newest().code().counter(), holder);
        var grant =
                new Grant(
                        usual.id(),
                        usual.binding(),
                        usual.module(),
                        usual.generation(),
                        usual.counter(),
                        Money.of(value * pulses, "EUR"),
                        usual.ttl(),
                        pulses,
                        LineMask.of(line),
                        GrantKind.PULSE);
        return new Held(platform.sign(grant), holder);
    }

    void readInfo(ConnectionId id) {
        on(new RadioEvent.InfoRead(id, ++reads));
    }

    /// A phone comes, says one thing that means nothing, and goes.
    void refuseOnce() {
        var phone = connect();
        say(phone, MessageKind.PRESENT, Bytes.utf8("nonsense"));
        on(new RadioEvent.Disconnected(phone.id));
    }

    /// Refusals in the journal for one reason.
    long refusals(Refusal reason) {
        return memory.records().stream()
                .filter(JournalRecord.Refused.class::isInstance)
                .map(JournalRecord.Refused.class::cast)
                .filter(it -> it.reason() == reason)
                .mapToLong(JournalRecord.Refused::count)
                .sum();
    }

    Verdict say(Phone phone, MessageKind kind, Bytes body) {
        new Message(kind, body).frames(MTU).forEach(it -> on(new RadioEvent.Written(phone.id, it)));
        return verdict(phone);
    }

    Verdict verdict(Phone phone) {
        lastHeard = radio.take(phone.id);
        try {
            return Verdict.decode(lastHeard.getFirst().body());
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    /// All that came with the last verdict.
    List<Message> lastHeard = List.of();

    Verdict present(Phone phone, Held held) {
        return present(phone, held, Intent.PAY);
    }

    Verdict present(Phone phone, Held held, Intent intent) {
        var presentation =
                Presentation.of(held.token, held.holder, phone.nonce, intent, Platform.ENVIRONMENT);
        return say(phone, MessageKind.PRESENT, presentation.encoded());
    }

    /// A purchase to its end.
    Receipt buy() {
        var phone = connect();
        var verdict = present(phone, granted());
        if (!verdict.equals(new Verdict.Accepted())) {
            throw new AssertionError(verdict);
        }
        says(new MachineEvent.Selected(ITEM_12));
        says(new MachineEvent.VendSucceeded());
        return receiptFor(phone);
    }

    void says(MachineEvent... events) {
        machine.says(events);
        tick();
    }

    Receipt receiptFor(Phone phone) {
        return receipts(radio.take(phone.id)).getFirst();
    }

    static List<Receipt> receipts(List<Message> messages) {
        return messages.stream()
                .filter(it -> it.kind() == MessageKind.RECEIPT)
                .map(it -> receipt(it.body()))
                .toList();
    }

    static Receipt receipt(Bytes encoded) {
        try {
            return Receipt.decode(Envelope.parse(ObjectType.RECEIPT, encoded));
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    static Verdict refused(Refusal reason) {
        return new Verdict.Refused(reason);
    }
}
