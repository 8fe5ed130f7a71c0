package dev.coinless.proof.simulation;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.model.id.ModuleId;
import dev.coinless.wallet.receipt.Posting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Phones, modules and the cloud, and everything between them: one thread, one seed. [Deeds] does
/// what an [Act] says, [Aftercare] ends a schedule.
final class World {

    private static final List<String> PHONES = List.of("P", "Q", "R");

    /// Postings that are remembered for somebody to post again.
    private static final int REMEMBERED = 32;

    /// Seeds of the dice that make the world's secrets and accidents; the schedule has its own.
    private static final long WORLD_DICE = 0x5EED;

    private final long seed;
    private final RandomGenerator dice;
    private final Faults faults;
    private final Wires wires = new Wires();
    private final Goods goods = new Goods();
    private final Witness witness = new Witness();
    private final SimulatedCloud cloud;
    private final List<SimulatedModule> modules = new ArrayList<>();
    private final List<SimulatedPhone> phones = new ArrayList<>();
    private final LedgerWatch ledger;
    private final ChangeStream stream;
    private final BookStream bookStream;
    private final BookWatch bookWatch = new BookWatch();
    private final Liar liar;
    private final List<Posting> posted = new ArrayList<>();
    private long nanos = 1_000_000_000L;

    World(long seed, Fixture fixture, Faults faults) {
        this.seed = seed;
        this.dice = AwsMode.dice(seed ^ WORLD_DICE);
        this.faults = faults;
        this.cloud = new SimulatedCloud(this, fixture, fixture.table().copy(AwsMode.CALM, seed));
        this.stream = new ChangeStream(cloud, dice);
        this.bookStream = new BookStream(cloud, faults, dice);
        this.bookStream.add(fixture.changes());
        fixture.modules().forEach(member -> modules.add(new SimulatedModule(this, member)));
        for (int i = 0; i < PHONES.size(); i++) {
            phones.add(new SimulatedPhone(this, PHONES.get(i), fixture.phones().get(i)));
        }
        phones.forEach(phone -> phone.walk(dice.nextInt(modules.size())));
        phones.getLast().postbox().suppress(dice.nextInt(3) == 0);
        this.ledger = new LedgerWatch(this::isHonest, cloud.table().everything());
        this.liar = new Liar(this, fixture.modules().getLast());
        modules.forEach(SimulatedModule::boot);
    }

    private boolean isHonest(ModuleId id) {
        return module(id).member().isHonest();
    }

    long seed() {
        return seed;
    }

    RandomGenerator dice() {
        return dice;
    }

    Faults faults() {
        return faults;
    }

    Wires wires() {
        return wires;
    }

    Goods goods() {
        return goods;
    }

    Witness witness() {
        return witness;
    }

    SimulatedCloud cloud() {
        return cloud;
    }

    ChangeStream stream() {
        return stream;
    }

    BookStream bookStream() {
        return bookStream;
    }

    LedgerWatch ledger() {
        return ledger;
    }

    BookWatch bookWatch() {
        return bookWatch;
    }

    Liar liar() {
        return liar;
    }

    List<SimulatedModule> modules() {
        return modules;
    }

    List<SimulatedPhone> phones() {
        return phones;
    }

    SimulatedModule module(ModuleId id) {
        for (var module : modules) {
            if (module.id().equals(id)) {
                return module;
            }
        }
        throw new IllegalArgumentException("no module " + id);
    }

    long nanos() {
        return nanos;
    }

    Instant wall() {
        return Fixture.START.plusNanos(nanos);
    }

    /// Time goes by, and whoever waited for it notices.
    void pass(Duration time) {
        modules.forEach(module -> module.pulses().ifPresent(it -> it.elapse(time)));
        nanos += time.toNanos();
        modules.forEach(SimulatedModule::tick);
        phones.forEach(SimulatedPhone::tick);
    }

    void posted(Posting posting) {
        if (posted.size() == REMEMBERED) {
            posted.removeFirst();
        }
        posted.add(posting);
    }

    List<Posting> posted() {
        return posted;
    }

    /// Looks that all holds what must hold after a step.
    void look() {
        cloud.undisturbed();
        var changes = cloud.table().drain();
        ledger.look(changes);
        bookWatch.look(changes);
        stream.add(changes);
        bookStream.add(changes);
        faults.stepped(this);
    }
}
