package dev.coinless.edge.io.pins;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.model.time.TimeSource;
import dev.coinless.simulators.pins.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

    static final class FakePinsTest extends PinsContractTest {
        private final FakePins pins = new FakePins();

        @Override
        PinSource source() {
            return pins;
        }

        @Override
        void inhibit(boolean on) {
            pins.inhibit(1, on);
        }

        @Override
        void coin() {
            pins.coin(1);
        }

        @Override
        List<Seen> seen(int count) {
            return pins.seen();
        }

        @Override
        void lose() {
            pins.lose();
        }

        @Override
        boolean isActive() {
            return pins.isActive(1);
        }
    }

    static final class SocketPinsTest extends PinsContractTest {
        private static final Pattern WIDTH_MILLIS =
                Pattern.compile("\"line\":(\\d+),\"width-ms\":([0-9.E]+)");

        @TempDir Path folder;
        private Process machine;
        private BufferedReader output;
        private OutputStreamWriter input;

        @Override
        PinSource source() throws IOException {
            var socket = folder.resolve("pins").toString();
            machine =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty(
                                            "surefire.test.class.path",
                                            System.getProperty("java.class.path")),
                                    Main.class.getName(),
                                    "--socket",
                                    socket,
                                    "--line",
                                    "1=50")
                            .start();
            output = machine.inputReader();
            input = new OutputStreamWriter(machine.getOutputStream(), StandardCharsets.UTF_8);
            readUntil("ready");
            return SocketPins.at(socket, TimeSource.find());
        }

        @Override
        void inhibit(boolean on) throws IOException {
            say("inhibit " + (on ? "on" : "off"));
            readUntil("\"ok\"");
        }

        @Override
        void coin() throws IOException {
            say("coin 1 50");
            readUntil("\"ok\"");
        }

        @Override
        List<Seen> seen(int count) throws IOException {
            var line = "";
            var seen = new ArrayList<Seen>();
            while (seen.size() < count) {
                say("signals");
                line = readUntil("\"ok\"");
                seen.clear();
                Matcher found = WIDTH_MILLIS.matcher(line);
                while (found.find()) {
                    seen.add(
                            new Seen(
                                    Integer.parseInt(found.group(1)),
                                    Double.parseDouble(found.group(2))));
                }
            }
            return seen;
        }

        @Override
        void lose() throws IOException {
            say("unplug");
            readUntil("\"ok\"");
        }

        @Override
        boolean isActive() throws IOException {
            say("state");
            return readUntil("\"ok\"").contains("\"active\":true");
        }

        @AfterEach
        void end() throws IOException {
            input.close();
        }

        private void say(String command) throws IOException {
            input.write(command + "\n");
            input.flush();
        }

        private String readUntil(String text) throws IOException {
            var line = output.readLine();
            while (line != null && !line.contains(text)) {
                line = output.readLine();
            }
            return String.valueOf(line);
        }
    }

    /// The real adapter on Pi4J's own core; only the pins below it are the test's.
    static final class GpioPinsTest extends PinsContractTest {
        private static final int PULSE_PIN = 17;
        private static final int INHIBIT_PIN = 22;
        private static final int COIN_PIN = 24;

        private final PaperPins paper = new PaperPins();

        @Override
        PinSource source() {
            return events ->
                    GpioPins.open(
                            context(),
                            List.of(
                                    new GpioLine(
                                            1,
                                            PULSE_PIN,
                                            false,
                                            OptionalInt.of(INHIBIT_PIN),
                                            true)),
                            List.of(new GpioCoin(1, COIN_PIN, true)),
                            events);
        }

        private Context context() {
            return Pi4J.newContextBuilder()
                    .noAutoDetect()
                    .disableShutdownHook()
                    .add(paper.outputs(), paper.inputs())
                    .build();
        }

        @Override
        void inhibit(boolean on) {
            paper.set(INHIBIT_PIN, on ? DigitalState.LOW : DigitalState.HIGH);
        }

        @Override
        void coin() {
            paper.set(COIN_PIN, DigitalState.LOW);
            paper.set(COIN_PIN, DigitalState.HIGH);
        }

        @Override
        List<Seen> seen(int count) {
            return paper.pulses(PULSE_PIN).stream().map(width -> new Seen(1, width)).toList();
        }

        @Override
        void lose() {
            paper.breakPin(PULSE_PIN);
        }

        @Override
        boolean isActive() {
            return paper.isHigh(PULSE_PIN);
        }
    }

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
