package dev.coinless.edge.io.pins;

import dev.coinless.edge.mdb.LineAssembler;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.time.TimeSource;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Simulated pins: lines of text over a Unix domain socket to a simulated machine.
///
/// We send `edge LINE 0|1 NANOS`, with the time at which the level changed, as an analyser at the
/// wire would have it: a socket has nothing of a wire's constancy. The machine sends `inhibit LINE
/// 0|1`, `coin LINE` for each pulse of its coin acceptor, and `ready` after those that hold at the
/// start.
public final class SocketPins implements Pins {

    private static final int CHUNK = 256;

    private final SocketChannel channel;
    private final TimeSource time;
    private final ByteBuffer received = ByteBuffer.allocate(CHUNK);
    private final Deque<String> lines = new ArrayDeque<>();
    private LineAssembler assembler = LineAssembler.empty();

    private SocketPins(SocketChannel channel, TimeSource time) {
        this.channel = channel;
        this.time = time;
    }

    /// The pins of the machine that listens on a socket.
    public static PinSource at(String socket, TimeSource time) {
        return events -> open(Path.of(socket), time, events);
    }

    private static Pins open(Path socket, TimeSource time, PinEvents events) throws IOException {
        var channel = connect(socket);
        try {
            var pins = new SocketPins(channel, time);
            pins.readUntilReady(events);
            Thread.ofPlatform().name("pins-read").daemon().start(() -> pins.read(events));
            return pins;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static SocketChannel connect(Path socket) throws IOException {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new IOException(
                    "nobody at %s (%s): start the machine, or correct the setting 'machine'"
                            .formatted(socket, e.getMessage()),
                    e);
        }
    }

    @Override
    public void drive(int line, boolean active) throws IOException {
        var text = "edge %d %d %d\n".formatted(line, active ? 1 : 0, time.uptime().nanos());
        var out = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // A socket that cannot be closed is gone: the other side lets its lines rest.
            lines.clear();
        }
    }

    private void readUntilReady(PinEvents events) throws IOException {
        for (var line = next(); !line.equals("ready"); line = next()) {
            tell(line, events);
        }
    }

    private void read(PinEvents events) {
        try {
            while (channel.isOpen()) {
                tell(next(), events);
            }
        } catch (IOException e) {
            // Whatever it was, the pins are gone.
            close();
        }
        events.lost();
    }

    private static void tell(String line, PinEvents events) throws IOException {
        var words = line.split(" ", -1);
        if (words.length == 2 && words[0].equals("coin") && words[1].matches("\\d{1,2}")) {
            events.coin(Integer.parseInt(words[1]));
            return;
        }
        if (words.length != 3 || !words[0].equals("inhibit") || !words[1].matches("\\d{1,2}")) {
            throw new IOException("not a line of simulated pins: " + line);
        }
        events.inhibit(Integer.parseInt(words[1]), words[2].equals("1"));
    }

    private String next() throws IOException {
        while (lines.isEmpty()) {
            received.clear();
            int count = channel.read(received);
            if (count < 0) {
                throw new IOException("the machine has closed the socket");
            }
            var step = assembler.take(Bytes.of(Arrays.copyOf(received.array(), count)));
            assembler = step.next();
            lines.addAll(step.lines());
        }
        return lines.removeFirst();
    }
}
