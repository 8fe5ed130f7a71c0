package dev.coinless.simulators.air.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.simulators.air.link.AirLinkException.Reason;
import dev.coinless.simulators.air.link.AirMessage.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirMessageCodecTest {
    static final ConnectionId ONE = new ConnectionId(1);

    static final List<AirMessage> MESSAGES =
            List.of(
                    new AirMessage.Hello(Role.CENTRAL, "P"),
                    new AirMessage.Welcome("c4:01:02:03:04:05"),
                    new AirMessage.Unwelcome("no"),
                    new AirMessage.Advertise("020106", ""),
                    new AirMessage.StopAdvertising(),
                    new AirMessage.StartScan(),
                    new AirMessage.StopScan(),
                    new AirMessage.Advertisement("c4:01:02:03:04:05", "M7", -50, "020106", "01"),
                    new AirMessage.Connect(1, "c4:01:02:03:04:05", 517),
                    new AirMessage.Connected(1, ONE, 185, -50),
                    new AirMessage.Joined(ONE, 185),
                    new AirMessage.Read(2, ONE, Characteristic.INFO),
                    new AirMessage.Write(3, ONE, Characteristic.IN, "00ff"),
                    new AirMessage.Subscribe(4, ONE, Characteristic.OUT),
                    new AirMessage.Subscribed(ONE, Characteristic.OUT),
                    new AirMessage.Notify(ONE, Characteristic.REQUEST, "01"),
                    new AirMessage.Rssi(ONE, -80),
                    new AirMessage.Disconnect(ONE),
                    new AirMessage.Disconnected(ONE, "out of range"),
                    new AirMessage.Answer(5, ""),
                    new AirMessage.Failure(6, Reason.REFUSED, "BUSY"));

    @ParameterizedTest
    @FieldSource("MESSAGES")
    void everyMessageComesBackFromItsLine(AirMessage message) throws IOException {
        byte[] line = AirMessageCodec.encode(message);

        assertThat(AirMessageCodec.decode(line)).isEqualTo(message);
        assertThat(line).doesNotContain('\n');
    }

    @ParameterizedTest
    @FieldSource("MESSAGES")
    void everyTruncatedLineIsRefused(AirMessage message) {
        byte[] line = AirMessageCodec.encode(message);
        for (int length = 0; length < line.length; length++) {
            byte[] part = Arrays.copyOf(line, length);
            assertThatThrownBy(() -> AirMessageCodec.decode(part)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void thereIsAnExampleOfEveryMessage() {
        assertThat(MESSAGES.stream().map(Object::getClass).collect(Collectors.toSet()))
                .hasSize(AirMessage.class.getPermittedSubclasses().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "[]",
                "{}",
                "{\"kind\":\"shout\"}",
                "{\"kind\":\"start-scan\",\"loud\":true}",
                "{\"kind\":\"start-scan\"} {}",
                "{\"kind\":\"rssi\",\"connection\":0,\"rssi\":-50}",
                "{\"kind\":\"rssi\",\"connection\":1}",
                "{\"kind\":\"read\",\"request\":1,\"connection\":1,\"characteristic\":\"X\"}"
            })
    void whatIsNoMessageIsRefused(String line) {
        assertThatThrownBy(() -> AirMessageCodec.decode(line)).isInstanceOf(IOException.class);
    }

    @Test
    void aLineIsWhatOtherProgramsCanWrite() {
        byte[] line =
                AirMessageCodec.encode(new AirMessage.Write(3, ONE, Characteristic.IN, "00ff"));

        assertThat(new String(line, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"kind\":\"write\",\"request\":3,\"connection\":1,"
                                + "\"characteristic\":\"IN\",\"value\":\"00ff\"}");
    }

    @Test
    void theLongestMessageFitsInALine() {
        String value = "ab".repeat(AirLimits.ATTRIBUTE_BYTES + 2);

        byte[] line =
                AirMessageCodec.encode(
                        new AirMessage.Write(
                                Long.MAX_VALUE,
                                new ConnectionId(Integer.MAX_VALUE),
                                Characteristic.REQUEST,
                                value));

        assertThat(line.length).isLessThan(AirLimits.LINE_BYTES);
    }
}
