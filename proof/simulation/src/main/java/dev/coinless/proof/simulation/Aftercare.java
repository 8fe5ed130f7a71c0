package dev.coinless.proof.simulation;

import dev.coinless.functions.audit.SalesReport;
import dev.coinless.functions.audit.StoredSales;
import dev.coinless.functions.io.table.DynamoBooks;
import dev.coinless.functions.io.table.DynamoCash;
import dev.coinless.functions.io.table.Table;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.model.book.BookEntry;
import dev.coinless.proof.simulation.Wires.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The end of a schedule: everybody is well again, phones come by, and then the books must tell
/// what really happened, to the cent.
final class Aftercare {

    /// Messages that may be in transit at the end; more means that somebody talks without end.
    private static final int MOST = 4000;

    /// Longer than any session, request or code lives.
    private static final Duration LONG = Duration.ofSeconds(400);

    private static final int VISITS = 6;

    private final World world;
    private final Trace trace;
    private final Route route;
    private int delivered;

    Aftercare(World world, Trace trace, Route route) {
        this.world = world;
        this.trace = trace;
        this.route = route;
    }

    /// Heals, settles and looks; gives what the Book has then of honest modules and of accounts.
    List<BookEntry> run() {
        heal();
        for (int i = 0; i < VISITS; i++) {
            comeBy();
            if (isSettled()) {
                break;
            }
        }
        var entries = keepBook();
        var holds = verify();
        count();
        return ofHonestModules(entries, holds);
    }

    /// What became of holds at a module in wrong hands is for nobody to foresee.
    private List<BookEntry> ofHonestModules(List<BookEntry> entries, Collection<Hold> holds) {
        var doubtful =
                holds.stream()
                        .filter(hold -> !world.module(hold.grant().module()).member().isHonest())
                        .map(hold -> hold.id().value())
                        .collect(Collectors.toSet());
        return entries.stream().filter(entry -> !doubtful.contains(entry.source())).toList();
    }

    private void heal() {
        var cloud = world.cloud();
        cloud.undisturbed();
        cloud.become(AwsMode.CALM);
        cloud.skew(Duration.ZERO);
        for (var phone : world.phones()) {
            phone.skew(Duration.ZERO);
            phone.bag().restart();
        }
        for (var module : world.modules()) {
            module.power().full(false);
            module.power().stays();
            if (route != Route.EVERY) {
                module.uplink().turn(false);
            }
            module.boot();
            module.machine().ends();
            module.machineSpoke();
            module.pulses().ifPresent(PulseBench::ends);
            module.uplink().turn(route == Route.EVERY);
        }
        settleDown();
        pass(LONG);
        pass(LONG);
        takeTheRoute();
    }

    /// What phones had asked for was answered without any module's network, so that routes differ
    /// in how modules settle and in nothing else.
    private void takeTheRoute() {
        if (route == Route.NETWORK) {
            world.modules().forEach(module -> module.uplink().turn(true));
            settleDown();
            pass(LONG);
        }
    }

    /// A phone visits every module at which money is held: what it brings back from the cloud is
    /// for the module.
    private void comeBy() {
        for (var module : world.modules()) {
            boolean isWaitedFor = isHeldAt(module) || module.hasCoins();
            if (!isWaitedFor || !route.isByCourier(module)) {
                continue;
            }
            var courier = world.phones().getFirst();
            courier.bag().visit(module);
            settleDown();
            pass(Duration.ofSeconds(2));
        }
        for (var phone : world.phones()) {
            phone.postbox().kick();
        }
        settleDown();
        pass(LONG);
        world.cloud().sweep();
        world.look();
    }

    private boolean isHeldAt(SimulatedModule module) {
        return world.cloud()
                .table()
                .itemsOf("G#")
                .anyMatch(hold ->
                        isOpen(hold)
                                && HoldToken.of(hold).place().startsWith(module.id().toString()));
    }

    private void pass(Duration time) {
        world.pass(time);
        settleDown();
    }

    private void settleDown() {
        for (var next = world.wires().take(0); next.isPresent(); next = world.wires().take(0)) {
            if (++delivered > MOST) {
                throw new Violation("somebody talks without end: " + next.get().what());
            }
            var what = next.get().what();
            trace.say(() -> "   afterwards: " + what);
            next.get().arrival().with(Fate.ARRIVES);
            world.look();
        }
    }

    private boolean isSettled() {
        return world.cloud().table().itemsOf("G#").noneMatch(Aftercare::isOpen)
                && world.modules().stream().noneMatch(SimulatedModule::hasCoins);
    }

    private static boolean isOpen(Map<String, AttributeValue> hold) {
        var state = Objects.requireNonNull(hold.get("st")).s();
        return state.equals("HELD") || state.equals("RELEASED");
    }

    /// Without trimming the stream alone suffices; after the catch-up nothing is missing anyhow.
    private List<BookEntry> keepBook() {
        for (int i = 0; !world.bookStream().isEmpty(); i++) {
            if (i > MOST) {
                throw new Violation("the Book does not take what the stream gives");
            }
            world.bookStream().deliver(i, false);
        }
        var added = world.cloud().book().catchUp().get("added");
        world.look();
        if (!world.bookStream().isTrimmed() && !Integer.valueOf(0).equals(added)) {
            throw new Violation("the stream has not brought %s entries".formatted(added));
        }
        world.pass(Duration.ofMinutes(10));
        world.cloud().seal();
        world.phones().forEach(SimulatedPhone::look);
        settleDown();
        return new BookAudit(world).run();
    }

    private Collection<Hold> verify() {
        var verification = world.cloud().book().verify();
        if (!Boolean.TRUE.equals(verification.get("ok"))) {
            throw new Violation("the books are broken: " + verification.get("faults"));
        }
        var books = new DynamoBooks(new Table(world.cloud().table(), "coinless")).read();
        books.holds().forEach(this::check);
        var held = books.holds().stream().map(Hold::id).collect(Collectors.toSet());
        for (var grant : world.goods().all()) {
            if (!held.contains(grant)) {
                throw new Violation(
                        "grant %s: goods given, and no money was ever set aside".formatted(grant));
            }
        }
        return books.holds();
    }

    /// What the cloud reports of coins is what the machines got.
    private void count() {
        var reported = new ArrayList<StoredSales>();
        new DynamoCash(new Table(world.cloud().table(), "coinless")).read(new Sales(reported));
        for (var module : world.modules()) {
            if (module.member().isHonest()) {
                module.machine().coins().settle();
                module.machine()
                        .coins()
                        .compare(
                                module.name(),
                                reported.stream()
                                        .filter(it -> it.batch().module().equals(module.id()))
                                        .sorted(Comparator.comparing(StoredSales::from))
                                        .toList());
            }
        }
    }

    private void check(Hold hold) {
        var grant = hold.id();
        var module = world.module(hold.grant().module());
        long captured = hold.captured().minorUnits();
        long given = world.goods().given(grant);
        if (captured > 0 && !world.goods().isWanted(grant)) {
            throw new Violation("grant %s is captured, nobody wanted to pay".formatted(grant));
        }
        if (!module.member().isHonest()) {
            return;
        }
        if (hold.isOpen()) {
            throw new Violation("grant %s at %s is held for ever".formatted(grant, module.name()));
        }
        if (captured > given) {
            throw new Violation(
                    "grant %s: %d captured for goods worth %d".formatted(grant, captured, given));
        }
        boolean isLookedAt =
                hold.state() instanceof HoldState.Reviewed
                        || hold.state() instanceof HoldState.Decided;
        if (captured < given && !(isLookedAt && world.goods().isInDoubt(grant))) {
            throw new Violation(
                    "grant %s: goods worth %d given, %d captured, hold %s"
                            .formatted(grant, given, captured, nameOf(hold.state())));
        }
    }

    private static String nameOf(HoldState state) {
        return state.getClass().getSimpleName();
    }

    /// Keeps the sales for coins of all that a report is made of.
    private record Sales(List<StoredSales> kept) implements SalesReport.Recipient {

        @Override
        public void module(PaymentModule module) {}

        @Override
        public void hold(Hold hold) {}

        @Override
        public void sales(StoredSales stored) {
            kept.add(stored);
        }
    }
}
