package dev.coinless.simulators.air;

import static dev.coinless.simulators.air.RecordingPhone.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A phone and a module through a real socket and the real air.
@Timeout(30)
class AirTest {
    static final byte[] ADVERTISING = {2, 1, 6};
    static final byte[] RESPONSE = {3, (byte) 0xff, (byte) 0xff, (byte) 0xff};

    @TempDir Path folder;

    final List<String> captured = Collections.synchronizedList(new ArrayList<>());
    final RecordingPhone phone = new RecordingPhone();
    final RecordingModule module = new RecordingModule();
    Air air;
    AirServer server;
    Path socket;
    PeripheralLink m7;
    CentralLink p;

    @BeforeEach
    void aModuleAndAPhoneJoin() throws IOException {
        socket = folder.resolve("air");
        var random = RandomGenerator.of("L64X128MixRandom");
        var clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678901Z"));
        air = new Air(random, new Capture(clock, captured::add));
        server = AirServer.start(socket, air);
        m7 = PeripheralLink.open(socket, "M7", module);
        p = CentralLink.open(socket, "P", phone);
    }

    @AfterEach
    void everybodyLeaves() throws IOException {
        p.close();
        m7.close();
        server.close();
    }

    CentralConnection connect(int mtu) throws Exception {
        air.setRange("P", "M7", -50);
        m7.advertise(ADVERTISING, RESPONSE);
        p.startScan();
        String address = next(phone.heard).address();
        CentralConnection connection = get(p.connect(address, mtu));
        assertThat(next(phone.events)).isEqualTo("rssi -50");
        assertThat(next(module.events)).isEqualTo("connected mtu " + connection.mtu());
        return connection;
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(5, TimeUnit.SECONDS);
    }

    static Reason failure(CompletableFuture<?> future) {
        var failure = catchThrowableOfType(ExecutionException.class, () -> get(future));
        return ((AirLinkException) failure.getCause()).reason();
    }

    JsonNode capture(String name) {
        return new Commands(air).run("capture " + name).get("frames");
    }

    List<String> kinds(String name) {
        var kinds = new ArrayList<String>();
        capture(name)
                .forEach(
                        f -> kinds.add(f.get("kind").asText() + " " + f.get("direction").asText()));
        return kinds;
    }

    @Test
    void onlyAScannerInRangeHearsAnAdvertisementAndWithItsStrength() throws Exception {
        var far = new RecordingPhone();
        air.setRange("P", "M7", -50);

        try (var q = CentralLink.open(socket, "Q", far)) {
            q.startScan();
            p.startScan();
            m7.advertise(ADVERTISING, RESPONSE);

            var heard = next(phone.heard);
            assertThat(heard)
                    .isEqualTo(
                            new RecordingPhone.Heard(
                                    m7.address(), "M7", -50, "020106", "03ffffff"));
            next(phone.heard);
            assertThat(far.heard).isEmpty();
        }
    }

    @Test
    void aRepeatedAdvertisementIsCapturedOnceWithACountAndAChangedOneAgain() throws Exception {
        air.setRange("P", "M7", -50);
        m7.advertise(ADVERTISING, RESPONSE);
        p.startScan();
        next(phone.heard);
        next(phone.heard);
        m7.advertise(ADVERTISING, new byte[] {1, 2});
        while (!next(phone.heard).response().equals("0102")) {}

        var frames = capture("P");

        assertThat(kinds("P"))
                .containsExactly(
                        "advertisement to-phone",
                        "scan-response to-phone",
                        "scan-response to-phone");
        assertThat(frames.get(0).get("count").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(frames.get(1).get("value").asText()).isEqualTo("03ffffff");
        assertThat(frames.get(2).get("value").asText()).isEqualTo("0102");
        assertThat(frames.get(0).get("at").asText()).isEqualTo("2026-01-02T03:04:05.678901Z");
        assertThat(frames.get(0).get("rssi").asInt()).isEqualTo(-50);
    }

    @Test
    void readsWritesAndNotificationsCrossBothWaysAndAreCaptured() throws Exception {
        CentralConnection connection = connect(517);
        byte[] info = new byte[512];
        info[511] = 7;

        var read = connection.read(Characteristic.INFO);
        next(module.reads).value(info);
        assertThat(get(read)).isEqualTo(info);
        get(connection.subscribe(Characteristic.OUT));
        var write = connection.write(Characteristic.IN, new byte[] {1, 2});
        next(module.writes).accept();
        get(write);
        m7.notify(connection.id(), Characteristic.OUT, new byte[] {3});
        assertThat(next(phone.events)).isEqualTo("notified OUT 03");

        p.stopScan();
        assertThat(kinds("M7"))
                .containsExactly(
                        "advertisement to-phone",
                        "scan-response to-phone",
                        "connect to-module",
                        "mtu to-phone",
                        "read to-module",
                        "read to-phone",
                        "subscribe to-module",
                        "write to-module",
                        "write to-phone",
                        "notify to-phone");
        assertThat(capture("P").get(7).get("value").asText()).isEqualTo("0102");
        assertThat(capture("P").get(7).get("characteristic").asText()).isEqualTo("IN");
        assertThat(captured).anyMatch(line -> line.contains("\"kind\":\"notify\""));
    }

    @Test
    void aRefusedWriteFailsWithTheModulesReason() throws Exception {
        CentralConnection connection = connect(517);

        var write = connection.write(Characteristic.IN, new byte[] {1});
        next(module.writes).refuse("BUSY");

        assertThatThrownBy(() -> get(write)).hasMessageContaining("BUSY");
        assertThat(failure(write)).isEqualTo(Reason.REFUSED);
    }

    @Test
    void aReplyCanBeGivenOnce() throws Exception {
        CentralConnection connection = connect(517);
        var write = connection.write(Characteristic.IN, new byte[] {1});
        var reply = next(module.writes);
        reply.accept();
        get(write);

        assertThatThrownBy(() -> reply.refuse("no")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theMtuIsTheSmallestOfBothSidesAndLimitsWritesAndNotifications() throws Exception {
        new Commands(air).run("mtu M7 185");
        CentralConnection connection = connect(517);
        assertThat(connection.mtu()).isEqualTo(185);
        get(connection.subscribe(Characteristic.OUT));

        var fits = connection.write(Characteristic.IN, new byte[182]);
        next(module.writes).accept();
        get(fits);

        assertThat(failure(connection.write(Characteristic.IN, new byte[183])))
                .isEqualTo(Reason.TOO_LONG);
        m7.notify(connection.id(), Characteristic.OUT, new byte[182]);
        assertThatThrownBy(() -> m7.notify(connection.id(), Characteristic.OUT, new byte[183]))
                .hasMessageContaining("MTU 185 carries 182");
    }

    @Test
    void aPhoneThatAsksForTheSmallestMtuGetsIt() throws Exception {
        assertThat(connect(23).mtu()).isEqualTo(23);
    }

    @Test
    void characteristicsRefuseWhatTheyAreNotFor() throws Exception {
        CentralConnection connection = connect(517);

        assertThat(failure(connection.read(Characteristic.IN))).isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(failure(connection.write(Characteristic.INFO, new byte[1])))
                .isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(failure(connection.subscribe(Characteristic.INFO)))
                .isEqualTo(Reason.NOT_SUPPORTED);
    }

    @Test
    void aNotificationNobodySubscribedToGoesNowhere() throws Exception {
        CentralConnection connection = connect(517);

        m7.notify(connection.id(), Characteristic.OUT, new byte[] {1});
        get(connection.subscribe(Characteristic.OUT));
        m7.notify(connection.id(), Characteristic.OUT, new byte[] {2});

        assertThat(next(phone.events)).isEqualTo("notified OUT 02");
    }

    @Test
    void leavingRangeEndsTheConnectionForBothAndFailsWhatWasUnderWay() throws Exception {
        CentralConnection connection = connect(517);
        var write = connection.write(Characteristic.IN, new byte[] {1});
        next(module.writes);

        new Commands(air).run("range P M7 out");

        assertThat(failure(write)).isEqualTo(Reason.DISCONNECTED);
        assertThat(next(phone.events)).isEqualTo("disconnected: out of range");
        assertThat(module.events.poll(5, TimeUnit.SECONDS)).isEqualTo("write IN 01");
        assertThat(next(module.events)).isEqualTo("disconnected: out of range");
        assertThat(failure(connection.read(Characteristic.INFO))).isEqualTo(Reason.DISCONNECTED);
        assertThat(failure(p.connect(m7.address(), 517))).isEqualTo(Reason.OUT_OF_RANGE);
    }

    @Test
    void aConnectedPhoneHearsThatTheStrengthChanged() throws Exception {
        connect(517);

        air.setRange("P", "M7", -80);

        assertThat(next(phone.events)).isEqualTo("rssi -80");
    }

    @Test
    void aModuleAcceptsEightConnectionsAndNotOneMore() throws Exception {
        connect(517);
        for (int i = 1; i < Connections.CONNECTIONS_A_PERIPHERAL; i++) {
            get(p.connect(m7.address(), 517));
        }

        assertThat(failure(p.connect(m7.address(), 517))).isEqualTo(Reason.TOO_MANY_CONNECTIONS);
    }

    @Test
    void eitherSideCanEndAConnection() throws Exception {
        CentralConnection first = connect(517);
        first.disconnect();
        assertThat(next(phone.events)).isEqualTo("disconnected: closed by P");
        assertThat(next(module.events)).isEqualTo("disconnected: closed by P");

        CentralConnection second = get(p.connect(m7.address(), 517));
        assertThat(next(module.events)).isEqualTo("connected mtu 517");
        m7.disconnect(second.id());
        assertThat(next(module.events)).isEqualTo("disconnected: closed by M7");
    }

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
    void aPeripheralThatDoesNotAnswerInThirtySecondsLosesTheConnection() throws Exception {
        connect(517).read(Characteristic.INFO);
        next(module.reads);

        for (int i = 0; i < Exchanges.TICKS_TO_ANSWER; i++) {
            air.tick();
        }

        assertThat(next(phone.events)).isEqualTo("disconnected: M7 did not answer in 30 s");
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
