package dev.coinless.edge.agent;

import dev.coinless.edge.cash.CashBook;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.gate.Admission;
import dev.coinless.edge.gate.Candidate;
import dev.coinless.edge.gate.Gate;
import dev.coinless.edge.gate.GateRules;
import dev.coinless.edge.gate.Premises;
import dev.coinless.edge.gate.Restrictions;
import dev.coinless.edge.gate.Trust;
import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.present.Connection;
import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.edge.present.RadioPort;
import dev.coinless.edge.receipt.ReceiptBook;
import dev.coinless.edge.sync.RemoteConfig;
import dev.coinless.edge.sync.SyncDesk;
import dev.coinless.edge.uplink.UplinkPort;
import dev.coinless.edge.vend.CashWatch;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.edge.vend.MachinePort;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.BundlePull;
import dev.coinless.model.time.Uptime;
import dev.coinless.model.wire.Malformed;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The payment module between its radio, its journal and its machine: one event at a time, on one
/// thread. Time that is due is applied before each event, so a clock that jumped has rotated every
/// code before the next frame is judged.
public final class Agent {

    private final RadioPort radio;
    private final StageLog log;
    private final Gate gate;
    private final Beacon beacon;
    private final Trust trust;
    private final ReceiptBook receipts;
    private final Conversations conversations;
    private final Requests requests;
    private final Till till;
    private final Refusals refusals;
    private final DisturbanceReport report;
    private final SyncDesk desk;
    private final Couriers couriers;
    private final RemoteControl remote;
    private final Housekeeping housekeeping;
    private final Network network;
    private final CashWatch coins;
    private final CashBook cash;
    private final Disturbances disturbances;
    private Uptime now;
    private boolean stopping;

    /// Recovers from the journal: consumptions without receipt get theirs before anything is
    /// advertised.
    ///
    /// @param random of cryptographic quality
    public Agent(
            ModuleIdentity identity,
            AgentSettings settings,
            Journal journal,
            RadioPort radio,
            MachinePort machine,
            UplinkPort uplink,
            KeyGenerator random,
            StageLog log,
            Disturbances disturbances,
            Uptime now)
            throws JournalUnavailable {
        this.disturbances = disturbances;
        this.radio = radio;
        this.log = log;
        this.now = now;
        this.gate = new Gate(new GateRules(identity), journal);
        this.beacon = new Beacon(identity, settings.beacon(), journal, radio, log, now);
        this.trust = new Trust(identity, journal);
        this.receipts = new ReceiptBook(identity, journal);
        this.refusals = new Refusals(journal, log);
        this.report = new DisturbanceReport(disturbances, log);
        this.conversations = new Conversations(radio, random, log, refusals, disturbances);
        this.coins = machine.cash();
        this.cash = new CashBook(identity, journal, log);
        this.housekeeping = new Housekeeping(receipts, cash, trust, log, now);
        this.requests =
                new Requests(
                        identity,
                        settings.selectionFirst(),
                        beacon,
                        housekeeping,
                        journal,
                        conversations::requestIs,
                        log,
                        disturbances);
        this.till =
                new Till(
                        journal,
                        receipts,
                        machine,
                        settings.timeouts(),
                        log,
                        requests,
                        new Waiting());
        var config = new RemoteConfig(identity, journal);
        this.desk =
                new SyncDesk(identity, journal, receipts, cash, trust, config, log, disturbances);
        this.couriers = new Couriers(desk, conversations, log);
        this.network = new Network(uplink, desk, requests::floor, log, disturbances);
        this.remote = new RemoteControl(settings, config, beacon, till, log);
        remote.tick();
        till.sweep();
    }

    /// Takes one event in.
    ///
    /// @param at when it reached us; threads that bring events may be a little out of order
    public void on(AgentEvent event, Uptime at) {
        now = at.isBefore(now) ? now : at;
        beacon.tick(now);
        till.tick(now);
        cash.tick(beacon.powered(now), now);
        switch (event) {
            case AgentEvent.Radio(var radioEvent) -> on(radioEvent);
            case AgentEvent.Machine(var input) -> hear(input);
            case AgentEvent.Uplink(var uplinkEvent) ->
                    network.on(uplinkEvent, beacon.powered(now), now);
            case AgentEvent.Tick() -> {}
        }
        if (till.inSession().isEmpty()) {
            network.tick(now);
        }
        remote.tick();
        conversations.tick(now);
        refusals.tick(now);
        report.tick(now);
        beacon.show(flags());
        housekeeping.tick(beacon.powered(now), now);
    }

    private void hear(MachineInput input) {
        switch (coins.hear(input)) {
            case CashWatch.Word.OfPort() -> till.hear(input, now);
            case CashWatch.Word.Nothing() -> {}
            case CashWatch.Word.Damaged() -> disturbances.count(Disturbance.LINE_UNKNOWN);
            case CashWatch.Word.Sale sale -> cash.take(sale, now);
        }
    }

    /// The program is to end: takes no more orders and ends the session, but for a vend that is
    /// under way, whose result would be lost.
    ///
    /// @return whether nothing is under way any more
    public boolean stop(Uptime at) {
        stopping = true;
        on(new AgentEvent.Tick(), at);
        till.stop(now);
        return till.inSession().isEmpty();
    }

    private void on(RadioEvent event) {
        switch (event) {
            case RadioEvent.Attached() -> beacon.radioIsNew();
            case RadioEvent.Connected(var id, int mtu) -> conversations.open(id, mtu, now);
            case RadioEvent.Disconnected(var id) -> {
                conversations.close(id);
                desk.leave(id);
            }
            case RadioEvent.InfoRead(var id, long read) -> radio.answer(read, info(id));
            case RadioEvent.RequestRead(var id, long read) -> {
                conversations.find(id).ifPresent(it -> it.touch(now));
                radio.answer(read, requests.value());
            }
            case RadioEvent.Written(var id, var frame) ->
                    conversations
                            .find(id)
                            .ifPresent(connection ->
                                    conversations
                                            .take(connection, frame, now)
                                            .ifPresent(it -> receive(connection, it)));
        }
    }

    /// `Info` for one connection; empty before the first code is reserved.
    private Bytes info(ConnectionId id) {
        var connection = conversations.find(id);
        connection.ifPresent(it -> it.touch(now));
        return connection
                .flatMap(it ->
                        beacon.advertisement(flags())
                                .map(advertisement ->
                                        new ModuleStatus(
                                                advertisement, it.nonce(), trust.ring().newest())))
                .map(ModuleStatus::encoded)
                .orElse(Bytes.EMPTY);
    }

    private void receive(Connection connection, Message message) {
        try {
            switch (message.kind()) {
                case PRESENT ->
                        admit(
                                connection,
                                gate.readPresentation(message.body(), connection.nonce()));
                case GRANT -> admit(connection, gate.readGrant(message.body()));
                case KEYCERT -> answer(connection, () -> trust.certify(message.body()));
                case ACK -> answer(connection, () -> acknowledge(message.body()));
                case PULL ->
                        couriers.pull(
                                connection,
                                BundlePull.parse(message.body()),
                                requests.floor(),
                                now);
                case PUSH ->
                        couriers.push(
                                connection,
                                BundlePart.parse(message.body()),
                                beacon.powered(now),
                                now);
                case VERDICT, STATE, RECEIPT, CHECKPOINT, PART ->
                        conversations.refuse(connection, Refusal.MALFORMED);
            }
        } catch (Malformed e) {
            log.say(Stage.PRESENT, "malformed %s: %s".formatted(message.kind(), e.getMessage()));
            conversations.refuse(connection, Refusal.MALFORMED);
        }
    }

    /// Something that is checked and taken in, or not.
    private interface Check {
        Optional<Refusal> run() throws Malformed, JournalUnavailable;
    }

    private void answer(Connection connection, Check check) throws Malformed {
        if (!conversations.mayVerify(connection, now)) {
            conversations.refuse(connection, Refusal.BUSY);
            return;
        }
        try {
            check.run()
                    .ifPresentOrElse(
                            reason -> conversations.refuse(connection, reason),
                            () -> conversations.accept(connection));
        } catch (JournalUnavailable e) {
            log.say(Stage.PRESENT, "journal-failed " + e.getMessage());
            conversations.refuse(connection, Refusal.BUSY);
        }
    }

    private Optional<Refusal> acknowledge(Bytes encoded) throws Malformed, JournalUnavailable {
        var refusal = receipts.acknowledge(encoded, trust, beacon.powered(now));
        if (refusal.equals(Optional.of(Refusal.MISMATCH))) {
            log.say(Stage.RECEIPT, ReceiptBook.ALARM);
        }
        return refusal;
    }

    private void admit(Connection connection, Candidate candidate) {
        if (!conversations.mayVerify(connection, now)) {
            conversations.refuse(connection, Refusal.BUSY);
            return;
        }
        var admission =
                gate.admit(
                        candidate,
                        spentBy ->
                                new Premises(
                                        trust.ring(),
                                        beacon.ring(),
                                        requests.open(),
                                        requests.closed(),
                                        spentBy,
                                        till.capability(),
                                        isMachineFree(),
                                        new Restrictions(trust.denylist(), remote.capLimit()),
                                        now));
        switch (admission) {
            case Admission.Refused(var reason) -> refuse(connection, reason);
            case Admission.Repeated(var counter) -> repeat(connection, counter, Refusal.CODE_SPENT);
            case Admission.Late(var consumption) -> {
                log.say(Stage.PRESENT, "burnt-late grant=" + consumption.grant());
                till.sweep();
                repeat(connection, consumption.counter(), Refusal.STALE_CODE);
            }
            case Admission.Burnt(var consumption) -> {
                conversations.accept(connection);
                conversations.await(consumption.counter(), connection);
                beacon.spent(consumption.counter(), now);
                if (isRequested(consumption.counter())) {
                    till.dismiss(now);
                }
                log.say(Stage.PRESENT, "burnt grant=" + consumption.grant());
                till.sweep();
            }
            case Admission.Admitted(var order) -> {
                var consumption = order.consumption();
                log.say(
                        Stage.PRESENT,
                        "admitted grant=%s counter=%s cap=%s"
                                .formatted(
                                        consumption.grant(),
                                        consumption.counter(),
                                        consumption.cap()));
                conversations.accept(connection);
                conversations.await(consumption.counter(), connection);
                beacon.spent(consumption.counter(), now);
                till.begin(order, now);
            }
        }
    }

    /// Where the code is the reason, the phone gets the proof that it can take to the platform.
    private void refuse(Connection connection, Refusal reason) {
        conversations.refuse(connection, reason);
        if (reason == Refusal.STALE_CODE || reason == Refusal.CODE_SPENT) {
            try {
                conversations.send(
                        connection, MessageKind.CHECKPOINT, receipts.checkpoint(requests.floor()));
            } catch (JournalUnavailable e) {
                log.say(Stage.RECEIPT, "no-checkpoint " + e.getMessage());
            }
        }
    }

    private void repeat(Connection connection, Counter counter, Refusal reason) {
        connection.owns(counter);
        refuse(connection, reason);
        try {
            receipts.receiptOf(counter)
                    .ifPresentOrElse(
                            receipt -> conversations.send(connection, MessageKind.RECEIPT, receipt),
                            () -> conversations.await(counter, connection));
        } catch (JournalUnavailable e) {
            log.say(Stage.RECEIPT, "not-found-now " + e.getMessage());
        }
    }

    private boolean isMachineFree() {
        return !stopping
                && till.isMachineReady()
                && till.inSession().isEmpty()
                && requests.open().isEmpty()
                && !housekeeping.isFull();
    }

    private boolean isRequested(Counter counter) {
        return requests.open().filter(open -> open.counter().equals(counter)).isPresent();
    }

    private Set<Advertisement.Flag> flags() {
        var flags = EnumSet.noneOf(Advertisement.Flag.class);
        if (isMachineFree()) {
            flags.add(Advertisement.Flag.READY);
        }
        if (till.inSession().isPresent() || requests.open().isPresent()) {
            flags.add(Advertisement.Flag.IN_SESSION);
        }
        if (network.isConnected()) {
            flags.add(Advertisement.Flag.CONNECTED);
        }
        if (requests.isSelectionFirst()) {
            flags.add(Advertisement.Flag.SELECTION_FIRST);
        }
        return flags;
    }

    /// Brings what the till says to the phone that waits for it.
    private final class Waiting implements Till.Audience {
        @Override
        public void told(Counter counter, SessionState state) {
            conversations.told(counter, state);
        }

        @Override
        public void receipted(Counter counter, Bytes receipt) {
            conversations.receipted(counter, receipt, now);
            network.news(now);
        }
    }
}
