package dev.coinless.edge.io.pins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.vend.MachineInput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What pulses on wires owe the agent, on the wires of the tests, of the simulated machine (in its
/// own process) and of Pi4J (on pins that the test provides).
@Timeout(60)
abstract class PinsContractTest {

    static final Duration WIDTH = Duration.ofMillis(50);
    static final Duration GAP = Duration.ofMillis(100);

    /// A pulse as it was seen on the wire.
    record Seen(int line, double widthMillis) {}

    private final BlockingQueue<MachineInput> inbox = new LinkedBlockingQueue<>();
    private PinPulses pulses = new PinPulses(_ -> null, inbox::put, (_, _) -> {});

    abstract PinSource source() throws IOException;

    abstract void inhibit(boolean on) throws IOException;

    /// The machine's coin acceptor gives a pulse.
    abstract void coin() throws IOException;

    /// The pulses on the wires so far; waits for so many where that takes time.
    abstract List<Seen> seen(int count) throws IOException;

    /// From now on the wires cannot be driven.
    abstract void lose() throws IOException;

    abstract boolean isActive() throws IOException;

    @Test
    void aPulseIsOnTheWireForItsWidthAndThenTheLineRests() throws Exception {
        start();

        pulses.pulse(1, WIDTH, GAP);

        assertThat(next()).isEqualTo(new MachineInput.PulseSent(1));
        assertThat(next()).isEqualTo(new MachineInput.LineRested(1));
        assertThat(seen(1)).hasSize(1);
        assertThat(seen(1).getFirst().line()).isEqualTo(1);
        assertThat(seen(1).getFirst().widthMillis()).isGreaterThanOrEqualTo(50);
        assertThat(isActive()).isFalse();
    }

    @Test
    void threePulsesAreThree() throws Exception {
        start();

        for (int i = 0; i < 3; i++) {
            pulses.pulse(1, Duration.ofMillis(10), Duration.ofMillis(10));
            assertThat(next()).isEqualTo(new MachineInput.PulseSent(1));
            assertThat(next()).isEqualTo(new MachineInput.LineRested(1));
        }

        assertThat(seen(3)).hasSize(3);
    }

    @Test
    void anInhibitIsToldWhenItChanges() throws Exception {
        start();

        inhibit(true);
        assertThat(next()).isEqualTo(new MachineInput.Inhibit(1, true));
        inhibit(false);

        assertThat(next()).isEqualTo(new MachineInput.Inhibit(1, false));
    }

    @Test
    void anInhibitThatIsOnAtTheStartIsToldRightAfterAttached() throws Exception {
        var source = source();
        inhibit(true);

        start(source);

        assertThat(next()).isEqualTo(new MachineInput.Inhibit(1, true));
    }

    @Test
    void everyPulseOfTheCoinAcceptorIsToldOnce() throws Exception {
        start();

        coin();
        coin();

        assertThat(next()).isEqualTo(new MachineInput.CoinPulse(1));
        assertThat(next()).isEqualTo(new MachineInput.CoinPulse(1));
        assertThat(inbox).isEmpty();
    }

    @Test
    void wiresThatCannotBeDrivenAreDetached() throws Exception {
        start();
        lose();

        pulses.pulse(1, WIDTH, GAP);

        assertThat(next()).isEqualTo(new MachineInput.Detached());
    }

    @Test
    void anEndDuringAPulseLetsTheLineRest() throws Exception {
        start();
        pulses.pulse(1, Duration.ofSeconds(1), GAP);
        while (!isActive()) {
            Thread.onSpinWait();
        }

        pulses.close();

        while (isActive()) {
            Thread.onSpinWait();
        }
        assertThat(inbox).doesNotContain(new MachineInput.PulseSent(1));
    }

    @AfterEach
    void close() {
        pulses.close();
    }

    private void start() throws Exception {
        var source = source();
        inhibit(false);
        start(source);
    }

    private void start(PinSource source) throws Exception {
        pulses = new PinPulses(source, inbox::put, (_, _) -> {});
        pulses.start();
        assertThat(next()).isEqualTo(new MachineInput.Attached());
    }

    private MachineInput next() throws InterruptedException {
        var input = inbox.poll(20, TimeUnit.SECONDS);
        if (input == null) {
            throw new AssertionError("nothing came from the wires");
        }
        return input;
    }
}
