package dev.coinless.edge.mdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.model.time.Uptime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QibixxMachineTest {

    private final List<String> sent = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final QibixxMachine machine =
            new QibixxMachine(
                    StartUp.of(0x10, Platform.EUR, false, false),
                    Platform.EUR,
                    sent::add,
                    (stage, message) -> log.add(message),
                    new Disturbances());

    @Test
    void isReadyOnceTheReaderIsEnabledAndNotAfterTheDeviceIsGone() {
        enable();
        assertThat(machine.isReady()).isTrue();

        machine.hear(new MachineInput.Detached(), Uptime.ofSeconds(2));

        assertThat(machine.isReady()).isFalse();
    }

    @Test
    void aResetLoopPutsTheLastLinesWithTheirTimesIntoTheLog() {
        enable();
        hear("c,STATUS,INACTIVE", 10);
        hear("c,STATUS,INACTIVE", 20);
        assertThat(log).noneMatch(line -> line.startsWith("reset-loop"));

        hear("c,STATUS,INACTIVE", 30);

        assertThat(log).anyMatch(line -> line.contains("check cable"));
        assertThat(log).contains("reset-loop 10.000 < c,STATUS,INACTIVE");
        assertThat(log.stream().filter(line -> line.startsWith("reset-loop")).count())
                .isLessThanOrEqualTo(LineHistory.KEPT + 1);
    }

    @Test
    void aMachineThatResetsWithoutEndIsReportedOnceAMinute() {
        enable();
        for (int i = 0; i < 6_000; i++) {
            hear("c,STATUS,INACTIVE", 10 + i / 100);
        }

        assertThat(log).filteredOn(line -> line.contains("check cable")).hasSize(1);
    }

    @Test
    void resetsThatAreFarApartAreNoLoop() {
        enable();
        for (int i = 1; i < 10; i++) {
            hear("c,STATUS,INACTIVE", 31L * i);
        }

        assertThat(log).noneMatch(line -> line.startsWith("reset-loop"));
    }

    @Test
    void eventsAreHeardOnceAndInOrder() {
        enable();

        assertThat(hear("c,STATUS,INACTIVE", 5)).containsExactly(new MachineEvent.MachineReset());
        assertThat(machine.hear(new MachineInput.Tick(), Uptime.ofSeconds(6))).isEmpty();
    }

    private void enable() {
        machine.hear(new MachineInput.Attached(), Uptime.ofSeconds(1));
        for (var line :
                List.of(
                        "v,1",
                        "h,1",
                        "c,STATUS,INACTIVE",
                        "c,SET,OK",
                        "c,SET,OK",
                        "c,STATUS,DISABLED",
                        "c,STATUS,ENABLED")) {
            hear(line, 1);
        }
    }

    private List<MachineEvent> hear(String line, long seconds) {
        return machine.hear(new MachineInput.Line(line), Uptime.ofSeconds(seconds));
    }
}
