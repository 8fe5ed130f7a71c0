package dev.coinless.edge.vend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.gate.Order;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.mdb.QibixxMachine;
import dev.coinless.edge.mdb.StartUp;
import dev.coinless.edge.pulse.PulseLine;
import dev.coinless.edge.pulse.PulseMachine;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.id.Counter;
import dev.coinless.model.money.Money;
import dev.coinless.model.time.Uptime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every machine port owes the agent; the fake of the other tests and the Qibixx line both
/// pass it.
abstract class MachinePortContractTest {

    static final class FakeMachineTest extends MachinePortContractTest {
        private final FakeMachine machine = new FakeMachine();

        @Override
        MachinePort ready() {
            return machine;
        }

        @Override
        List<MachineEvent> opened() {
            return hear(new MachineInput.Tick());
        }

        @Override
        List<MachineEvent> customerSelects() {
            machine.says(new MachineEvent.Selected(ITEM_12));
            return hear(new MachineInput.Tick());
        }

        @Override
        List<MachineEvent> itemDrops() {
            machine.says(new MachineEvent.VendSucceeded());
            return hear(new MachineInput.Tick());
        }

        @Override
        List<MachineEvent> machineIsGone() {
            machine.says(new MachineEvent.MachineReset());
            return hear(new MachineInput.Tick());
        }

        @Override
        int signals() {
            return machine.signals.size();
        }
    }

    static final class QibixxMachineContractTest extends MachinePortContractTest {
        private final List<String> sent = new ArrayList<>();
        private final QibixxMachine machine =
                new QibixxMachine(
                        StartUp.of(0x10, Platform.EUR, false, false),
                        Platform.EUR,
                        sent::add,
                        (_, _) -> {},
                        new Disturbances());

        @Override
        MachinePort ready() {
            machine.hear(new MachineInput.Attached(), NOW);
            for (var line :
                    List.of(
                            "v,1",
                            "h,1",
                            "c,STATUS,INACTIVE",
                            "c,SET,OK",
                            "c,SET,OK",
                            "c,STATUS,INACTIVE",
                            "c,STATUS,DISABLED",
                            "c,STATUS,ENABLED")) {
                machine.hear(new MachineInput.Line(line), NOW);
            }
            return machine;
        }

        @Override
        List<MachineEvent> opened() {
            return says("c,STATUS,IDLE");
        }

        @Override
        List<MachineEvent> customerSelects() {
            return says("c,STATUS,VEND,1.75,12");
        }

        @Override
        List<MachineEvent> itemDrops() {
            return says("c,VEND,SUCCESS");
        }

        @Override
        List<MachineEvent> machineIsGone() {
            return says("c,STATUS,INACTIVE");
        }

        @Override
        int signals() {
            return (int) sent.stream().filter(line -> line.startsWith("C,VEND,")).count();
        }

        private List<MachineEvent> says(String line) {
            return hear(new MachineInput.Line(line));
        }
    }

    /// Its "selections" are the pulses, which it reports by itself.
    static final class PulseMachineContractTest extends MachinePortContractTest {
        private final List<Integer> pulses = new ArrayList<>();
        private final List<MachineEvent> unheard = new ArrayList<>();
        private final PulseMachine machine =
                new PulseMachine(
                        List.of(
                                new PulseLine(
                                        12,
                                        ITEM_12.price(),
                                        PulseLine.WIDTH,
                                        PulseLine.GAP,
                                        PulseLine.INHIBIT_TIMEOUT)),
                        (line, _, _) -> pulses.add(line),
                        (_, _) -> {});

        @Override
        MachinePort ready() {
            machine.hear(new MachineInput.Attached(), NOW);
            return machine;
        }

        @Override
        Order order() {
            return VendSessionTest.order(new Counter(5), 350, 2, LineMask.of(12), GrantKind.PULSE);
        }

        @Override
        List<MachineEvent> opened() {
            unheard.addAll(hear(new MachineInput.Tick()));
            return List.of(unheard.removeFirst());
        }

        @Override
        List<MachineEvent> customerSelects() {
            var rest = List.copyOf(unheard);
            unheard.clear();
            return rest;
        }

        @Override
        List<MachineEvent> itemDrops() {
            return hear(new MachineInput.PulseSent(12));
        }

        @Override
        List<MachineEvent> machineIsGone() {
            return hear(new MachineInput.Detached());
        }

        @Override
        int signals() {
            return pulses.size();
        }
    }

    static final Selection ITEM_12 = new Selection(12, Money.of(175, "EUR"));
    static final Uptime NOW = Uptime.ofSeconds(1);
    private static final Order ORDER =
            VendSessionTest.order(new Counter(5), 500, 1, Grant.ANY_LINE);

    private MachinePort port = new FakeMachine();

    abstract MachinePort ready();

    Order order() {
        return ORDER;
    }

    /// The machine opens the session that it was told to open.
    abstract List<MachineEvent> opened();

    abstract List<MachineEvent> customerSelects();

    abstract List<MachineEvent> itemDrops();

    /// It is reset, or its wires are lost.
    abstract List<MachineEvent> machineIsGone();

    abstract int signals();

    List<MachineEvent> hear(MachineInput input) {
        return port.hear(input, NOW);
    }

    @Test
    void aSessionGoesFromOpenToSuccessWithOneSignal() {
        open();
        assertThat(customerSelects()).containsExactly(new MachineEvent.Selected(ITEM_12));
        assertThat(signals()).isZero();

        port.approve(ITEM_12, NOW);

        assertThat(signals()).isEqualTo(1);
        assertThat(itemDrops()).containsExactly(new MachineEvent.VendSucceeded());
    }

    @Test
    void itIsNotReadyForASecondSessionDuringTheFirst() {
        open();

        assertThat(port.isReady()).isFalse();
    }

    @Test
    void aDenialSignalsNothing() {
        open();
        customerSelects();

        port.deny(NOW);

        assertThat(signals()).isZero();
        assertThat(hear(new MachineInput.Tick())).isEmpty();
    }

    @Test
    void thatTheMachineIsGoneIsReportedAfterApprovalToo() {
        open();
        customerSelects();
        port.approve(ITEM_12, NOW);

        assertThat(machineIsGone()).singleElement().isInstanceOf(MachineEvent.SessionOver.class);
    }

    @Test
    void everyEventIsHeardOnce() {
        open();
        assertThat(customerSelects()).hasSize(1);

        assertThat(hear(new MachineInput.Tick())).isEmpty();
    }

    private void open() {
        port = ready();
        assertThat(port.isReady()).isTrue();
        port.open(order(), NOW);
        assertThat(opened()).containsExactly(new MachineEvent.SessionOpened());
    }
}
