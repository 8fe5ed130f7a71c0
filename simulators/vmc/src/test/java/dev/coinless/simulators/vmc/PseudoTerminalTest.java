package dev.coinless.simulators.vmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real pseudo-terminal of this machine.
@Timeout(20)
class PseudoTerminalTest {
    final BlockingQueue<Byte> received = new LinkedBlockingQueue<>();
    PseudoTerminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal =
                PseudoTerminal.open((bytes, count) -> {
                    for (int i = 0; i < count; i++) {
                        received.add(bytes[i]);
                    }
                });
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    static byte[] everyByte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    byte[] take(int count) throws InterruptedException {
        var bytes = new ByteArrayOutputStream();
        while (bytes.size() < count) {
            Byte next = received.poll(5, TimeUnit.SECONDS);
            assertThat(next).as("after " + bytes.size() + " bytes").isNotNull();
            bytes.write(next);
        }
        return bytes.toByteArray();
    }

    @Test
    void everyByteCrossesUnchangedBothWays() throws Exception {
        try (var in = new FileInputStream(terminal.port());
                OutputStream out = Files.newOutputStream(Path.of(terminal.port()))) {
            out.write(everyByte());
            assertThat(take(256)).isEqualTo(everyByte());

            terminal.send(everyByte());
            assertThat(in.readNBytes(256)).isEqualTo(everyByte());
        }
    }

    @Test
    void whatIsSentToAClosedPortIsLost() throws Exception {
        terminal.send(new byte[] {'o', 'l', 'd'});

        try (var in = new FileInputStream(terminal.port())) {
            terminal.send(new byte[] {'n', 'e', 'w'});
            assertThat(in.readNBytes(3)).isEqualTo(new byte[] {'n', 'e', 'w'});
        }
    }

    @Test
    void aModuleThatStartsAnewFindsNoLineOfTheOneBefore() throws Exception {
        try (var _ = new FileInputStream(terminal.port())) {
            terminal.send(new byte[] {'o', 'l', 'd'});
        }

        Awaitility.await()
                .atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> {
                    try (var in = new FileInputStream(terminal.port())) {
                        assertThat(in.available()).isZero();
                    }
                });
    }

    @Test
    void aPortThatNobodyReadsNeverBlocksTheMachine() throws Exception {
        try (var _ = new FileInputStream(terminal.port())) {
            for (int i = 0; i < 1_000; i++) {
                terminal.send(everyByte());
            }
        }
    }

    @Test
    void theLinkIsReplacedButNothingElseIs(@TempDir Path folder) throws Exception {
        Path link = folder.resolve("serial0");
        Files.createSymbolicLink(link, Path.of("/nowhere"));

        terminal.linkAs(link);

        assertThat(Files.readSymbolicLink(link)).hasToString(terminal.port());
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> terminal.linkAs(file))
                .hasMessageContaining("is not a symbolic link");
    }
}
