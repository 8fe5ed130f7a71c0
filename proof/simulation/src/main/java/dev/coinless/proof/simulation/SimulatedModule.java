package dev.coinless.proof.simulation;

import dev.coinless.edge.agent.Agent;
import dev.coinless.edge.agent.AgentEvent;
import dev.coinless.edge.agent.AgentSettings;
import dev.coinless.edge.agent.BeaconSettings;
import dev.coinless.edge.cash.CashBook;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.journal.JournalRecord.Consumed;
import dev.coinless.edge.journal.JournalRecord.Intended;
import dev.coinless.edge.journal.JournalRecord.Resulted;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.edge.uplink.UplinkEvent;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.edge.vend.Selection;
import dev.coinless.edge.vend.VendTimeouts;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A payment module: the production agent between a disk, a radio, a machine and, perhaps, a
/// network, with power that can go at any moment.
final class SimulatedModule {

    private static final BeaconSettings BEACON =
            new BeaconSettings(
                    LegacyAdvertising.DEVELOPMENT_COMPANY, Duration.ofSeconds(30), 100, 0);

    private static final String FORK = "ALARM the Book has forked";
    private static final String OTHER_SALES = "other sales than were written here";

    private final World world;
    private final Member member;
    private final Disk disk = new Disk();
    private final Power power = new Power();
    private final SimulatedMachine machine;
    private final Optional<PulseBench> pulses;
    private final SimulatedRadio radio;
    private final SimulatedUplink uplink;
    private final Map<ConnectionId, Link> links = new LinkedHashMap<>();
    private final Map<Long, Bytes> answers = new HashMap<>();
    private final Set<List<Long>> signalled = new HashSet<>();
    private Optional<Agent> agent = Optional.empty();
    private Optional<DiskJournal> journal = Optional.empty();
    private long bootNanos;
    private int connections;
    private long reads;

    /// Who a module is, once for all schedules.
    ///
    /// @param isHonest whether its key is in its own hands only
    record Member(
            String name,
            ModuleIdentity identity,
            boolean isSelectionFirst,
            boolean hasNetwork,
            boolean isHonest,
            boolean isOfPulses) {}

    SimulatedModule(World world, Member member) {
        this.world = world;
        this.member = member;
        this.machine = new SimulatedMachine(this, world.dice());
        this.pulses =
                member.isOfPulses()
                        ? Optional.of(new PulseBench(this, world.dice()))
                        : Optional.empty();
        this.radio = new SimulatedRadio(this, world.witness());
        this.uplink = new SimulatedUplink(world, this);
    }

    String name() {
        return member.name();
    }

    Member member() {
        return member;
    }

    ModuleId id() {
        return member.identity().module();
    }

    Power power() {
        return power;
    }

    Goods goods() {
        return world.goods();
    }

    SimulatedMachine machine() {
        return machine;
    }

    /// Present at a machine that counts pulses.
    Optional<PulseBench> pulses() {
        return pulses;
    }

    boolean isPulsing() {
        return pulses.filter(PulseBench::isBusy).isPresent();
    }

    SimulatedUplink uplink() {
        return uplink;
    }

    boolean isDark() {
        return agent.isEmpty();
    }

    /// What was advertised last.
    Optional<Advertisement> advertised() {
        return radio.advertised();
    }

    /// The power is back.
    void boot() {
        if (agent.isPresent()) {
            return;
        }
        bootNanos = world.nanos();
        try {
            var durable = new DiskJournal(disk, power);
            journal = Optional.of(durable);
            noteDoubts(durable);
            world.witness().booted(this);
            var started =
                    new Agent(
                            member.identity(),
                            new AgentSettings(
                                    BEACON, VendTimeouts.usual(), member.isSelectionFirst()),
                            world.faults().journal(durable, this),
                            radio,
                            world.faults()
                                    .machine(pulses.map(PulseBench::port).orElse(machine), this),
                            member.hasNetwork() ? uplink : dev.coinless.edge.uplink.UplinkPort.NONE,
                            new KeyGenerator(world.dice()),
                            (_, line) -> heed(line),
                            new Disturbances(),
                            uptime());
            agent = Optional.of(started);
            world.faults().booted(this, durable);
            on(new AgentEvent.Radio(new RadioEvent.Attached()));
            tick();
            pulses.ifPresent(PulseBench::attached);
            uplink.booted();
        } catch (JournalUnavailable e) {
            dark();
        } catch (PowerIsGone dark) {
            dark();
        }
    }

    /// The module's log: alarms that nothing which happens here may raise.
    private void heed(String line) {
        if (line.startsWith(FORK)) {
            throw new Violation("module %s sees the Book forked".formatted(name()));
        }
        if (line.startsWith(CashBook.ALARM) && line.endsWith(OTHER_SALES)) {
            throw new Violation("the cloud has other coins than module " + name());
        }
    }

    /// What the power cut left without result may or may not have fallen.
    private void noteDoubts(DiskJournal durable) {
        for (var counter : durable.pending()) {
            var records = durable.of(counter);
            long intents = records.stream().filter(Intended.class::isInstance).count();
            long results = records.stream().filter(Resulted.class::isInstance).count();
            if (intents > results) {
                goods().doubt(grantOf(durable, counter));
            }
        }
    }

    private static GrantId grantOf(DiskJournal durable, Counter counter) {
        return ((Consumed) durable.of(counter).getFirst()).consumption().grant();
    }

    Uptime uptime() {
        return new Uptime(world.nanos() - bootNanos + 1_000_000_000L);
    }

    /// Something reaches the agent, if there is power.
    void on(AgentEvent event) {
        if (agent.isEmpty()) {
            return;
        }
        try {
            agent.get().on(event, uptime());
        } catch (PowerIsGone dark) {
            dark();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new Violation("module %s fails: %s".formatted(name(), e.getMessage()), e);
        }
    }

    void tick() {
        on(new AgentEvent.Tick());
    }

    void machineSpoke() {
        on(new AgentEvent.Machine(new MachineInput.Tick()));
    }

    /// The adapter shows a frame of the machine's bus.
    ///
    /// @return whether the module has taken it in and still has power
    boolean busShows(String frame) {
        on(new AgentEvent.Machine(new MachineInput.Line(frame)));
        return !isDark();
    }

    /// Whether sales for coins wait for the platform.
    boolean hasCoins() {
        return journal.filter(it -> it.cash().waiting() > 0).isPresent();
    }

    void on(UplinkEvent event) {
        on(new AgentEvent.Uplink(event));
    }

    /// The power goes now.
    void dark() {
        agent = Optional.empty();
        journal = Optional.empty();
        power.stays();
        disk.lose(world.dice());
        machine.left();
        pulses.ifPresent(PulseBench::left);
        uplink.dark();
        var lost = List.copyOf(links.values());
        links.clear();
        lost.forEach(Link::endedByModule);
    }

    /// The signal: checks that its INTENT is durable and was never signalled.
    Goods.Vend signal(Selection selection) {
        var durable = journal.orElseThrow();
        for (var counter : durable.pending()) {
            for (var record : durable.of(counter)) {
                if (record instanceof Intended(_, int number, _, long price)
                        && price == selection.price().minorUnits()
                        && signalled.add(List.of(counter.value(), (long) number))) {
                    return new Goods.Vend(grantOf(durable, counter), price);
                }
            }
        }
        throw new Violation(
                "module %s signals without a durable INTENT of its own".formatted(name()));
    }

    /// A phone connects.
    Optional<ConnectionId> accept(Link link) {
        if (isDark()) {
            return Optional.empty();
        }
        var id = new ConnectionId(++connections);
        links.put(id, link);
        on(new AgentEvent.Radio(new RadioEvent.Connected(id, Link.MTU)));
        return links.containsKey(id) ? Optional.of(id) : Optional.empty();
    }

    Optional<Bytes> readInfo(ConnectionId id) {
        return read(new RadioEvent.InfoRead(id, ++reads));
    }

    Optional<Bytes> readRequest(ConnectionId id) {
        return read(new RadioEvent.RequestRead(id, ++reads));
    }

    private Optional<Bytes> read(RadioEvent event) {
        on(new AgentEvent.Radio(event));
        return Optional.ofNullable(answers.remove(reads));
    }

    void answered(long read, Bytes value) {
        answers.put(read, value);
    }

    Optional<Link> link(ConnectionId id) {
        return Optional.ofNullable(links.get(id));
    }

    /// The connection is over, by the phone's will or the radio's.
    void leave(ConnectionId id) {
        if (links.remove(id) != null) {
            on(new AgentEvent.Radio(new RadioEvent.Disconnected(id)));
        }
    }

    /// The module hangs up.
    void drop(ConnectionId id) {
        var link = links.remove(id);
        if (link != null) {
            link.endedByModule();
            world.wires()
                    .send(
                            new Wires.Packet(
                                    "a hang-up at " + name(),
                                    false,
                                    _ ->
                                            on(
                                                    new AgentEvent.Radio(
                                                            new RadioEvent.Disconnected(id)))));
        }
    }
}
