package dev.coinless.edge.agent;

import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.vend.VendTimeouts;
import dev.coinless.model.time.TimeSource;
import java.time.Duration;

/// The one thread that runs the agent behind its [EventQueue]. Adapters block on threads of their
/// own.
public final class AgentLoop {

    /// Longest pause between two looks at the clock; a jump is noticed within it.
    private static final Duration TICK = Duration.ofMillis(50);

    /// Longest wait for a vend at the end: beyond the time that a vend itself may take.
    public static final Duration WIND_DOWN = VendTimeouts.VENDING.plusSeconds(2);

    private final EventQueue queue;
    private final TimeSource time;

    public AgentLoop(TimeSource time, Disturbances disturbances) {
        this.time = time;
        this.queue = new EventQueue(time, disturbances);
    }

    /// Puts an event in line, from any thread.
    ///
    /// @return false if its sender has too many waiting, then the event is dropped
    public boolean offer(AgentEvent event) {
        return queue.offer(event);
    }

    /// As [#offer], but waits for room: for events that must not be lost.
    public void put(AgentEvent event) throws InterruptedException {
        queue.put(event);
    }

    /// Runs until the thread is interrupted, and then until a vend that is under way has ended; an
    /// exception of the agent ends the program, whose next start recovers from the journal.
    public void run(Agent agent) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step(agent);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        windDown(agent);
    }

    private void windDown(Agent agent) {
        boolean interrupted = Thread.interrupted();
        var deadline = time.uptime().plus(WIND_DOWN);
        try {
            while (!agent.stop(time.uptime()) && time.uptime().isBefore(deadline)) {
                step(agent);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Agent agent) throws InterruptedException {
        var next = queue.poll(TICK);
        if (next.isPresent()) {
            agent.on(next.get().event(), next.get().at());
        } else {
            agent.on(new AgentEvent.Tick(), time.uptime());
        }
    }
}
