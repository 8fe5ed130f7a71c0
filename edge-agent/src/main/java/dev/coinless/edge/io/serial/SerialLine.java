package dev.coinless.edge.io.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.io.retry.Attempts;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.mdb.LineAssembler;
import dev.coinless.edge.mdb.LinePort;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.model.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// A bus adapter's serial line: 115200 8N1, lines of ASCII. Survives being unplugged: the device is
/// opened again with growing pauses.
public final class SerialLine implements LinePort, AutoCloseable {

    private static final int BAUD = 115_200;
    private static final int DATA_BITS = 8;

    /// Longest wait for a byte; a closed device is noticed after it.
    private static final int READ_TIMEOUT_MILLIS = 200;

    /// Longest wait for the device to take a line.
    private static final int WRITE_TIMEOUT_MILLIS = 200;

    private static final int CHUNK = 256;

    /// Lines that may wait for a slow adapter; a whole session needs fewer.
    private static final int MAX_WAITING = 64;

    /// Takes an input, waiting for room: a line from the machine must not be lost.
    public interface Inbox {
        void put(MachineInput input) throws InterruptedException;
    }

    private final String device;
    private final Inbox inbox;
    private final StageLog log;
    private final Disturbances disturbances;
    private final BlockingQueue<String> outbox = new ArrayBlockingQueue<>(MAX_WAITING);
    private volatile Optional<SerialPort> port = Optional.empty();
    private volatile boolean closed;

    public SerialLine(String device, Inbox inbox, StageLog log, Disturbances disturbances) {
        this.device = device;
        this.inbox = inbox;
        this.log = log;
        this.disturbances = disturbances;
    }

    /// Opens the device and stays on it, on threads of its own.
    public void start() {
        Thread.ofPlatform().name("serial-write").daemon().start(this::write);
        Thread.ofPlatform().name("serial").daemon().start(this::stay);
    }

    /// Lines wait for a thread of their own: an adapter that takes none, as a frozen one does once
    /// the system's buffer is full, holds up nobody else.
    @Override
    public void send(String line) {
        if (port.isPresent() && !outbox.offer(line)) {
            log.say(Stage.VEND, "serial a line was not taken: the adapter takes none, restart it");
        }
    }

    private void write() {
        try {
            while (!closed) {
                var bytes = (outbox.take() + "\n").getBytes(StandardCharsets.US_ASCII);
                port.ifPresent(open -> write(open, bytes));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(SerialPort open, byte[] bytes) {
        if (open.writeBytes(bytes, bytes.length) != bytes.length) {
            log.say(Stage.VEND, "serial a line was not taken");
        }
    }

    @Override
    public void close() {
        closed = true;
        port.ifPresent(SerialPort::closePort);
    }

    private void stay() {
        var attempts = new Attempts();
        try {
            while (!closed) {
                var opened = open();
                if (opened.isPresent()) {
                    attempts.succeeded();
                    serve(opened.get());
                } else if (attempts.isWorthALine()) {
                    log.say(
                            Stage.VEND,
                            "serial cannot open %s: plug the adapter in, let this user open it, or correct the setting 'machine'; it is tried again"
                                    .formatted(device));
                }
                TimeUnit.MILLISECONDS.sleep(attempts.failed().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<SerialPort> open() {
        try {
            var found = SerialPort.getCommPort(device);
            found.setComPortParameters(
                    BAUD, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
            found.setComPortTimeouts(
                    SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING,
                    READ_TIMEOUT_MILLIS,
                    WRITE_TIMEOUT_MILLIS);
            return found.openPort() ? Optional.of(found) : Optional.empty();
        } catch (SerialPortInvalidPortException e) {
            return Optional.empty();
        }
    }

    private void serve(SerialPort open) throws InterruptedException {
        log.say(Stage.VEND, "serial opened " + device);
        // What was meant for the adapter as it was before is for nobody now.
        outbox.clear();
        port = Optional.of(open);
        inbox.put(new MachineInput.Attached());
        try {
            read(open);
        } finally {
            port = Optional.empty();
            open.closePort();
            log.say(Stage.VEND, "serial lost " + device);
            inbox.put(new MachineInput.Detached());
        }
    }

    private void read(SerialPort open) throws InterruptedException {
        var assembler = LineAssembler.empty();
        var buffer = new byte[CHUNK];
        while (!closed) {
            int count = open.readBytes(buffer, buffer.length);
            if (count < 0 || (count == 0 && !isThere(open))) {
                return;
            }
            var step = assembler.take(Bytes.of(Arrays.copyOf(buffer, count)));
            assembler = step.next();
            disturbances.count(Disturbance.LINE_TOO_LONG, step.tooLong());
            for (var line : step.lines()) {
                inbox.put(new MachineInput.Line(line));
            }
        }
    }

    /// A silent device is there as long as the system still answers for it.
    private static boolean isThere(SerialPort open) {
        return open.isOpen() && open.bytesAvailable() >= 0;
    }
}
