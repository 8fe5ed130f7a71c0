package dev.coinless.proof.simulation;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.proof.simulation.Wires.Fate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// Does what an [Act] says.
final class Deeds {

    private static final AwsMode ROUGH = new AwsMode(12, 4, 8, 50);
    private static final AwsMode STALE = new AwsMode(0, 0, 0, 90);

    /// Requests to the table that one call of a function makes at most, more or less.
    private static final int REQUESTS = 8;

    /// Moments of a module's life in which its power may go.
    private static final int MOMENTS = 14;

    private final World world;
    private final Trace trace;

    Deeds(World world, Trace trace) {
        this.world = world;
        this.trace = trace;
    }

    void perform(Act act) {
        int a = act.a();
        int b = act.b();
        switch (act.kind()) {
            case DELIVER -> {
                if (world.wires().size() == 0) {
                    proceed(b);
                } else {
                    deliver(a, Fate.ARRIVES);
                }
            }
            case LOSE -> deliver(a, Fate.LOST);
            case LOSE_ANSWER -> deliver(a, Fate.ANSWER_LOST);
            case DOUBLE -> deliver(a, Fate.TWICE);
            case RACE -> race(a, b);
            case TAP -> phone(a).tap(beside(a, b));
            case TRIGGER -> phone(a).trigger(b % 6 == 0);
            case SELECT -> select(a, b);
            case MACHINE -> machine(a, b);
            case COIN -> coin(a, b);
            case REFUND -> phone(a).askRefund(b);
            case DECIDE -> decide(b);
            case PASS -> world.pass(time(a, b));
            case TIMER -> timer();
            case JUMP -> world.pass(Duration.ofMinutes(1L + a % (48 * 60)));
            case SKEW -> skew(a, b);
            case POWER_CUT -> cut(a, b);
            case POWER_ON -> world.modules().forEach(SimulatedModule::boot);
            case PHONE_RESTART -> phone(a).restart();
            case FUNCTION_DIES -> dies(a, b);
            case WEATHER -> world.cloud().become(weather(a));
            case DISK_FULL -> module(a).power().full(b % 3 == 0);
            case POST -> phone(a).postbox().kick();
            case VISIT -> phone(a).bag().visit(beside(a, b));
            case STREAM -> stream(a, b);
            case BOOK -> book(a, b);
            case SEAL -> seal(a, b);
            case CATCH_UP -> administer(this::catchUp);
            case LOOK -> phone(a).look();
            case SWEEP -> world.cloud().sweep();
            case NETWORK -> module(a).uplink().turn(b % 2 == 0);
            case REPLAY -> replay(a, b);
            case ALTER -> phone(a).bag().alter(world.dice());
            case LIE -> phone(a).postbox().repost(world.liar().lie(b));
            case ROTATE -> administer(() -> rotate(a));
            case DENY -> administer(this::deny);
        }
    }

    /// Nothing is in transit: somebody does what people do next.
    private void proceed(int b) {
        var phone = phone(b);
        var module = module(phone.place());
        if (pulsing().isPresent()) {
            pulsing().flatMap(SimulatedModule::pulses).ifPresent(it -> it.says(b));
        } else if (waiting(SimulatedMachine::isVending).isPresent()) {
            machine(1, b / 4);
        } else if (waiting(SimulatedMachine::isOpen).isPresent()) {
            select(1, b);
        } else if (phone.holdsGrant()) {
            phone.trigger(false);
        } else if (module.member().isSelectionFirst() && !module.machine().isAsking()) {
            module.machine().select(b);
            module.machineSpoke();
        } else {
            phone.tap(module);
        }
    }

    private SimulatedPhone phone(int choice) {
        return world.phones().get(choice % world.phones().size());
    }

    private SimulatedModule module(int choice) {
        return world.modules().get(choice % world.modules().size());
    }

    /// A person stays at a machine for some time.
    private SimulatedModule beside(int a, int b) {
        if (b % 5 == 0) {
            phone(a).walk(b / 5);
        }
        return module(phone(a).place());
    }

    /// Where a session is open, somebody is more likely to select.
    private void select(int a, int b) {
        var module = waiting(SimulatedMachine::isOpen).filter(_ -> a % 6 > 0).orElse(module(a));
        if (module.pulses().isPresent()) {
            module.pulses().get().says(b);
            return;
        }
        module.machine().select(b);
        module.machineSpoke();
    }

    private void machine(int a, int b) {
        var pulses = pulsing().filter(_ -> a % 3 > 0).orElse(module(a)).pulses();
        if (pulses.isPresent()) {
            pulses.get().says(b);
            return;
        }
        var module = waiting(SimulatedMachine::isVending).filter(_ -> a % 6 > 0).orElse(module(a));
        module.machine().says(b);
        module.machineSpoke();
    }

    private Optional<SimulatedModule> pulsing() {
        return world.modules().stream().filter(SimulatedModule::isPulsing).findFirst();
    }

    private Optional<SimulatedModule> waiting(Predicate<SimulatedMachine> what) {
        return world.modules().stream().filter(it -> what.test(it.machine())).findFirst();
    }

    private void deliver(int choice, Fate fate) {
        var packet =
                fate == Fate.TWICE || fate == Fate.ANSWER_LOST
                        ? world.wires().takeRepeatable(choice)
                        : world.wires().take(choice);
        packet.ifPresent(it -> {
            trace.say(() -> "%s: %s".formatted(fate, it.what()));
            it.arrival().with(fate);
        });
    }

    private void race(int a, int b) {
        var first = world.wires().takeRepeatable(a);
        var second = world.wires().takeRepeatable(b);
        if (first.isEmpty()) {
            return;
        }
        trace.say(() ->
                "%s, and meanwhile %s"
                        .formatted(
                                first.get().what(),
                                second.map(Wires.Packet::what).orElse("a sweep")));
        var waiting = new ArrayDeque<>(second.stream().toList());
        world.cloud()
                .meanwhile(
                        1 + b % REQUESTS,
                        () -> {
                            if (waiting.isEmpty()) {
                                world.cloud().sweep();
                            } else {
                                waiting.remove().arrival().with(Fate.ARRIVES);
                            }
                        });
        first.get().arrival().with(Fate.ARRIVES);
        // The first was done before there was a chance.
        waiting.forEach(world.wires()::send);
    }

    private void dies(int a, int b) {
        world.cloud().dieAt(b % REQUESTS);
        world.wires().takeRepeatable(a).ifPresent(it -> it.arrival().with(Fate.ARRIVES));
    }

    private void coin(int a, int b) {
        var pulses = module(a).pulses();
        if (pulses.isPresent()) {
            pulses.get().coin();
        } else {
            module(a).machine().sellForCoins(b);
        }
    }

    private void decide(int b) {
        var asked =
                world.cloud()
                        .table()
                        .itemsOf("J#")
                        .filter(claim -> b % 4 == 0 || claim.containsKey("ipk"))
                        .toList();
        if (asked.isEmpty()) {
            return;
        }
        var claim = asked.get(b / 4 % asked.size());
        var grant = Objects.requireNonNull(claim.get("pk")).s().substring(2);
        var operator = Objects.requireNonNull(claim.get("op")).s();
        administer(() -> world.cloud().handlers().decideRefund(operator, grant, b % 3 > 0));
    }

    private static Duration time(int a, int b) {
        return switch (a % 8) {
            case 0, 1, 2 -> Duration.ofMillis(b % 1000);
            case 3, 4, 5 -> Duration.ofSeconds(b % 6);
            case 6 -> Duration.ofSeconds(b % 40);
            default -> Duration.ofSeconds(b % 400);
        };
    }

    private void timer() {
        world.phones().stream()
                .flatMap(phone -> phone.wakeAt().stream())
                .min(Long::compare)
                .ifPresent(at -> world.pass(Duration.ofNanos(Math.max(0, at - world.nanos()))));
    }

    private void skew(int a, int b) {
        var by = Duration.ofMinutes(b % (2 * 48 * 60) - 48 * 60L);
        if (a % 4 == 3) {
            world.cloud().skew(b % 3 == 0 ? by : Duration.ZERO);
        } else {
            phone(a).skew(by);
        }
    }

    private void cut(int a, int b) {
        if (module(a).isDark()) {
            module(a).power().cutAfter(b % MOMENTS);
            module(a).boot();
        } else if (b % 4 == 0) {
            module(a).dark();
        } else {
            module(a).power().cutAfter(b % MOMENTS);
        }
    }

    private static AwsMode weather(int choice) {
        return List.of(AwsMode.CALM, ROUGH, STALE).get(choice % 3);
    }

    private void stream(int a, int b) {
        if (a % 16 == 0) {
            world.stream().trim();
        } else {
            world.stream().deliver(b % 4 == 0);
        }
    }

    private void book(int a, int b) {
        if (a % 32 == 0) {
            world.bookStream().trim(b);
            return;
        }
        hamper(a, b, () -> world.cloud().seal());
        world.bookStream().deliver(b, b % 4 == 0);
    }

    private void seal(int a, int b) {
        hamper(a, b, () -> world.bookStream().deliver(b, false));
        world.cloud().seal();
    }

    /// The function that is called next dies, or something is worked on meanwhile; mostly neither.
    private void hamper(int a, int b, Runnable meanwhile) {
        switch (a % 8) {
            case 1 -> world.cloud().dieAt(b % REQUESTS);
            case 2 -> world.cloud().meanwhile(b % REQUESTS, meanwhile);
            default -> {}
        }
    }

    private void replay(int a, int b) {
        if (!world.posted().isEmpty()) {
            phone(a).postbox().repost(world.posted().get(b % world.posted().size()));
        }
    }

    private void rotate(int a) {
        var usage = List.of("grant", "sync", "seal").get(a % 3);
        var _ = world.cloud().handlers().rotate(List.of(usage));
    }

    private void catchUp() {
        var _ = world.cloud().book().catchUp();
    }

    private void deny() {
        var newest = "grant/" + world.cloud().newestGrantKey();
        var handlers = world.cloud().handlers();
        var _ = handlers.revise(Map.of("keys", List.of(newest)));
        var _ = handlers.rotate(List.of());
    }

    /// An operator's tool says that the table is busy; the operator tries again another day.
    private static void administer(Runnable work) {
        try {
            work.run();
        } catch (FunctionDied
                | dev.coinless.functions.retry.TableBusy
                | dev.coinless.functions.retry.Attempts.Exhausted e) {
            // Nothing was promised.
        }
    }
}
