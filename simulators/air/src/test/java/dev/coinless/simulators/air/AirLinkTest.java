package dev.coinless.simulators.air;

import static dev.coinless.simulators.air.RecordingPhone.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.simulators.air.link.AirLinkException;
import dev.coinless.simulators.air.link.AirLinkException.Reason;
import dev.coinless.simulators.air.link.CentralConnection;
import dev.coinless.simulators.air.link.CentralLink;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.ConnectionId;
import dev.coinless.simulators.air.link.LineChannel;
import dev.coinless.simulators.air.link.PeripheralLink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How links begin, break and end.
class AirLinkTest extends OnTheAir {
    @Test
    void aModuleWhoseProcessDiesDisconnectsItsPhones() throws Exception {
        connect(517);

        m7.close();

        assertThat(next(phone.events)).isEqualTo("disconnected: M7 left the air");
        assertThat(next(module.events)).startsWith("disconnected: ");
        assertThatThrownBy(() -> m7.stopAdvertising())
                .isInstanceOf(AirLinkException.class)
                .hasMessageContaining("closed by its owner");
    }

    @Test
    void theEndOfTheAirReachesBothSidesAsDisconnectionAndThenLostLink() throws Exception {
        CentralConnection connection = connect(517);
        var read = connection.read(Characteristic.INFO);
        next(module.reads);
        assertThat(next(module.events)).isEqualTo("read INFO");

        server.close();

        assertThat(failure(read)).isEqualTo(Reason.DISCONNECTED);
        assertThat(next(phone.events)).startsWith("disconnected: ");
        assertThat(next(phone.events)).isEqualTo("link lost: LINK_LOST");
        assertThat(next(module.events)).startsWith("disconnected: ");
        assertThat(next(module.events)).isEqualTo("link lost: LINK_LOST");
        assertThatThrownBy(() -> p.startScan()).isInstanceOf(AirLinkException.class);
    }

    @Test
    void aNameIsOnTheAirOncePerRole() throws Exception {
        assertThatThrownBy(() -> CentralLink.open(socket, "P", new RecordingPhone()))
                .hasMessageContaining("CENTRAL named P already");

        PeripheralLink.open(socket, "P", new RecordingModule()).close();
    }

    @Test
    void advertisingOfMoreThan31BytesIsRefused() {
        assertThatThrownBy(() -> m7.advertise(new byte[32], RESPONSE))
                .hasMessageContaining("advertising data has 32 bytes");
        assertThatThrownBy(() -> m7.advertise(ADVERTISING, new byte[32]))
                .hasMessageContaining("scan response has 32 bytes");
    }

    @Test
    void aSocketPathThatUnixDoesNotAllowIsNamedWithItsLength() {
        Path tooLong = folder.resolve("x".repeat(120));

        assertThatThrownBy(() -> CentralLink.open(tooLong, "Q", phone))
                .hasMessageContaining("at most 107");
    }

    @Test
    void withoutAnAirTheErrorNamesThePath() {
        assertThatThrownBy(() -> CentralLink.open(folder.resolve("no"), "Q", phone))
                .hasMessageContaining("no air at " + folder.resolve("no"));
    }

    @Test
    void aSecondAirOnTheSameSocketIsRefusedAndAStaleFileReplaced() throws Exception {
        assertThatThrownBy(() -> AirServer.start(socket, air))
                .hasMessageContaining("an air listens on " + socket + " already");

        Path stale = folder.resolve("stale");
        Files.createFile(stale);
        AirServer.start(stale, air).close();
        assertThat(stale).doesNotExist();
    }

    @Test
    void anEndlessOrBrokenLineEndsOnlyTheLinkThatSentIt() throws Exception {
        for (String garbage :
                List.of("x".repeat(100_000), "{}\n", "null\n", "{\"kind\":\"x\"}\n")) {
            try (var channel = SocketChannel.open(LineChannel.address(socket))) {
                writeAll(channel, garbage.getBytes());
                assertThat(channel.read(ByteBuffer.allocate(10))).isLessThan(1);
            } catch (IOException e) {
                assertThat(e).hasMessageMatching(".*(Broken pipe|reset).*");
            }
        }

        connect(517);
    }

    static void writeAll(SocketChannel channel, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Test
    void commandsThatAreNotUnderstoodSayWhatIs() {
        var commands = new Commands(air);

        assertThat(commands.run("jump").get("error").asText()).isEqualTo("UNKNOWN_COMMAND");
        assertThat(commands.run("range P M7").get("message").asText())
                .contains("range has 4 words");
        assertThat(commands.run("range P M7 far").get("error").asText()).isEqualTo("BAD_NUMBER");
        assertThat(commands.run("range P M7 99").get("message").asText()).contains("-127 to 20");
        assertThat(commands.run("mtu M7 22").get("message").asText()).contains("23 to 517");
        assertThat(commands.run("status").get("members").size()).isEqualTo(2);
    }

    @Test
    void connectionNumbersStartAtOne() {
        assertThatThrownBy(() -> new ConnectionId(0)).hasMessageContaining("start at 1");
    }
}
