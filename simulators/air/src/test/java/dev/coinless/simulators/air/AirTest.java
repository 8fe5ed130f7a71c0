package dev.coinless.simulators.air;

import static dev.coinless.simulators.air.RecordingPhone.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.simulators.air.link.AirLinkException.Reason;
import dev.coinless.simulators.air.link.CentralConnection;
import dev.coinless.simulators.air.link.CentralLink;
import dev.coinless.simulators.air.link.Characteristic;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What crosses the air, and what the capture says of it.
class AirTest extends OnTheAir {
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
        // The module's answer follows its notification on the same socket, so that one is over.
        var write = connection.write(Characteristic.IN, new byte[] {0});
        next(module.writes).accept();
        get(write);
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
    void aPeripheralThatDoesNotAnswerInThirtySecondsLosesTheConnection() throws Exception {
        connect(517).read(Characteristic.INFO);
        next(module.reads);

        for (int i = 0; i < Exchanges.TICKS_TO_ANSWER; i++) {
            air.tick();
        }

        assertThat(next(phone.events)).isEqualTo("disconnected: M7 did not answer in 30 s");
    }
}
