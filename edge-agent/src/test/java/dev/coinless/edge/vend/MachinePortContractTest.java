package dev.coinless.edge.vend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.gate.Order;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.Counter;
import dev.coinless.model.money.Money;
import dev.coinless.model.time.Uptime;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every machine port owes the agent; the fake of the other tests and the Qibixx line both
/// pass it.
abstract class MachinePortContractTest {

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
