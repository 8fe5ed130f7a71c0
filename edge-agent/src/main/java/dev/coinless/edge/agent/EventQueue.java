package dev.coinless.edge.agent;

import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.model.time.TimeSource;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The bounded line of events in front of the agent, each with the time at which it reached us: a
/// vend that succeeded in time did so however long its line waited here.
///
/// Whoever sends faster than the agent works loses its own frames, or waits, and takes nobody
/// else's place. Safe for any thread.
final class EventQueue {

    /// Events that may wait in all; more than every connection and the machine together may have.
    static final int CAPACITY = 4096;

    /// Frames and reads that one connection may have waiting: the longest message in one go at the
    /// largest MTU has 33.
    static final int PER_CONNECTION = 48;

    /// Lines of the machine that may wait, then its line waits; a session has some ten.
    static final int OF_MACHINE = 128;

    /// An event and when it reached us.
    record Arrived(AgentEvent event, Uptime at) {}

    private final BlockingQueue<Arrived> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Map<ConnectionId, Integer> waiting = new ConcurrentHashMap<>();
    private final Semaphore machineRoom = new Semaphore(OF_MACHINE);
    private final TimeSource time;
    private final Disturbances disturbances;

    EventQueue(TimeSource time, Disturbances disturbances) {
        this.time = time;
        this.disturbances = disturbances;
    }

    /// Puts an event in line.
    ///
    /// @return false if it is left out
    boolean offer(AgentEvent event) {
        var source = countedSource(event);
        if (source.isPresent() && !takePlace(source.get())) {
            disturbances.count(Disturbance.FRAME_LEFT_OUT);
            return false;
        }
        if (!queue.offer(new Arrived(event, time.uptime()))) {
            source.ifPresent(this::leavePlace);
            disturbances.count(Disturbance.FRAME_LEFT_OUT);
            return false;
        }
        return true;
    }

    /// As [#offer], but waits for room: for events that must not be lost.
    void put(AgentEvent event) throws InterruptedException {
        var at = time.uptime();
        if (event instanceof AgentEvent.Machine) {
            machineRoom.acquire();
        }
        queue.put(new Arrived(event, at));
    }

    /// The next event; empty if none comes in time.
    Optional<Arrived> poll(Duration patience) throws InterruptedException {
        var next = Optional.ofNullable(queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        next.ifPresent(arrived -> {
            if (arrived.event instanceof AgentEvent.Machine) {
                machineRoom.release();
            }
            countedSource(arrived.event).ifPresent(this::leavePlace);
        });
        return next;
    }

    private boolean takePlace(ConnectionId connection) {
        int count = waiting.merge(connection, 1, Integer::sum);
        if (count > PER_CONNECTION) {
            leavePlace(connection);
            return false;
        }
        return true;
    }

    private void leavePlace(ConnectionId connection) {
        waiting.computeIfPresent(connection, (_, count) -> count == 1 ? null : count - 1);
    }

    /// Whose share an event counts to; connections that come and go must not be lost track of.
    private static Optional<ConnectionId> countedSource(AgentEvent event) {
        return event instanceof AgentEvent.Radio(var radio) ? sender(radio) : Optional.empty();
    }

    private static Optional<ConnectionId> sender(RadioEvent event) {
        return switch (event) {
            case RadioEvent.Written(var id, _) -> Optional.of(id);
            case RadioEvent.InfoRead(var id, _) -> Optional.of(id);
            case RadioEvent.RequestRead(var id, _) -> Optional.of(id);
            case RadioEvent.Attached _, RadioEvent.Connected _, RadioEvent.Disconnected _ ->
                    Optional.empty();
        };
    }
}
