package dev.coinless.simulators.air.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class LineChannelTest {
    @TempDir Path folder;

    ServerSocketChannel server;
    SocketChannel raw;
    LineChannel channel;

    @BeforeEach
    void connect() throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("s"));
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(address);
        raw = SocketChannel.open(address);
        channel = new LineChannel(server.accept());
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        raw.close();
        server.close();
    }

    void write(byte[] bytes, int from, int count) {
        var buffer = ByteBuffer.wrap(bytes, from, count);
        try {
            while (buffer.hasRemaining()) {
                raw.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 5000})
    void messagesArriveInPiecesOfAnySize(int size) throws Exception {
        var lines = new ByteArrayOutputStream();
        for (AirMessage message : AirMessageCodecTest.MESSAGES) {
            lines.writeBytes(AirMessageCodec.encode(message));
            lines.write('\n');
        }
        byte[] bytes = lines.toByteArray();

        // On a thread of its own: many small pieces fill the socket before they are read.
        var writing =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int from = 0; from < bytes.length; from += size) {
                                write(bytes, from, Math.min(size, bytes.length - from));
                            }
                        });

        for (AirMessage message : AirMessageCodecTest.MESSAGES) {
            assertThat(channel.receive()).contains(message);
        }
        writing.join();
    }

    @Test
    void whatIsSentIsOneLine() throws IOException {
        channel.send(new AirMessage.StartScan());

        var buffer = ByteBuffer.allocate(100);
        int count = raw.read(buffer);
        assertThat(new String(buffer.array(), 0, count)).isEqualTo("{\"kind\":\"start-scan\"}\n");
    }

    @Test
    void aLineWithoutEndIsRefusedAtItsLimit() {
        byte[] endless = new byte[AirLimits.LINE_BYTES + 1];

        write(endless, 0, endless.length);

        assertThatThrownBy(() -> channel.receive()).hasMessageContaining("more than 4096 bytes");
    }

    @Test
    void theEndOfTheOtherSideIsNoMessage() throws IOException {
        raw.close();

        assertThat(channel.receive()).isEqualTo(Optional.empty());
    }

    @Test
    void aPathOfTheMostBytesIsAllowedAndOneMoreNot() throws IOException {
        assertThat(LineChannel.address(Path.of("/" + "x".repeat(106)))).isNotNull();
        for (String name : List.of("x".repeat(107), "é".repeat(54))) {
            assertThatThrownBy(() -> LineChannel.address(Path.of("/" + name)))
                    .hasMessageContaining("at most 107: choose a shorter folder");
        }
    }
}
