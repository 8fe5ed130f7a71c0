package dev.coinless.edge.io.pins;

import dev.coinless.edge.io.retry.Attempts;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.pulse.PulseLines;
import dev.coinless.edge.vend.MachineInput;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Pulses on wires, timed by a thread of their own; wires that are lost are taken again with
/// growing pauses.
public final class PinPulses implements PulseLines, AutoCloseable {

    /// Pulses that may wait; the train asks for one at a time.
    private static final int MAX_WAITING = 8;

    /// How long an end waits for the line to rest: longer than any pulse.
    private static final Duration REST = Duration.ofSeconds(2);

    /// Takes an input, waiting for room: none may be lost.
    public interface Inbox {
        void put(MachineInput input) throws InterruptedException;
    }

    private record Pulse(int line, Duration width, Duration gap) {}

    private final PinSource source;
    private final Inbox inbox;
    private final StageLog log;
    private volatile Optional<Post> post = Optional.empty();
    private volatile Optional<Thread> thread = Optional.empty();

    public PinPulses(PinSource source, Inbox inbox, StageLog log) {
        this.source = source;
        this.inbox = inbox;
        this.log = log;
    }

    /// Takes the wires and stays on them, on a thread of its own.
    public void start() {
        thread = Optional.of(Thread.ofPlatform().name("pulses").daemon().start(this::stay));
    }

    @Override
    public void pulse(int line, Duration width, Duration gap) {
        post.ifPresent(open -> {
            if (!open.work.offer(Optional.of(new Pulse(line, width, gap)))) {
                throw new IllegalStateException("more than one pulse at a time");
            }
        });
    }

    /// Lets the lines rest and the wires go.
    @Override
    public void close() {
        thread.ifPresent(running -> {
            running.interrupt();
            try {
                running.join(REST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void stay() {
        var attempts = new Attempts();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                serve(attempts);
                TimeUnit.MILLISECONDS.sleep(attempts.failed().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Attempts attempts) throws InterruptedException {
        var next = new Post();
        try (var pins = source.open(next)) {
            attempts.succeeded();
            log.say(Stage.VEND, "pins opened");
            post = Optional.of(next);
            next.attach();
            work(pins, next);
        } catch (IOException e) {
            if (attempts.isWorthALine()) {
                log.say(
                        Stage.VEND,
                        "pins not there: %s; it is tried again".formatted(e.getMessage()));
            }
        } finally {
            post = Optional.empty();
            next.detach();
        }
    }

    private void work(Pins pins, Post open) throws IOException, InterruptedException {
        while (!open.gone) {
            var pulse = open.work.take();
            if (pulse.isPresent()) {
                give(pins, pulse.get());
            }
        }
        throw new IOException("they were lost");
    }

    private void give(Pins pins, Pulse pulse) throws IOException, InterruptedException {
        pins.drive(pulse.line, true);
        try {
            TimeUnit.NANOSECONDS.sleep(pulse.width.toNanos());
        } finally {
            pins.drive(pulse.line, false);
        }
        inbox.put(new MachineInput.PulseSent(pulse.line));
        TimeUnit.NANOSECONDS.sleep(pulse.gap.toNanos());
        inbox.put(new MachineInput.LineRested(pulse.line));
    }

    /// What is on its way between the wires and the agent, as long as the wires are there.
    private final class Post implements PinEvents {
        private final BlockingQueue<Optional<Pulse>> work = new ArrayBlockingQueue<>(MAX_WAITING);
        private final Set<Integer> inhibited = new TreeSet<>();
        private volatile boolean gone;
        private boolean attached;

        synchronized void attach() throws InterruptedException {
            attached = true;
            inbox.put(new MachineInput.Attached());
            for (int line : inhibited) {
                inbox.put(new MachineInput.Inhibit(line, true));
            }
        }

        synchronized void detach() throws InterruptedException {
            if (attached) {
                attached = false;
                inbox.put(new MachineInput.Detached());
            }
        }

        @Override
        public synchronized void inhibit(int line, boolean on) {
            boolean changed = on ? inhibited.add(line) : inhibited.remove(line);
            if (!attached || !changed) {
                return;
            }
            try {
                inbox.put(new MachineInput.Inhibit(line, on));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// Coins fall whether or not anybody drives the wires, so none waits for [#attach].
        @Override
        public void coin(int line) {
            try {
                inbox.put(new MachineInput.CoinPulse(line));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void lost() {
            gone = true;
            // Wakes the thread if it waits; if there is no room it does not.
            boolean _ = work.offer(Optional.empty());
        }
    }
}
