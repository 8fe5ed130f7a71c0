package dev.coinless.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.refusal.Refusal;
import org.junit.jupiter.api.Test;

/// What a clean stop leaves behind, in each state of a session.
class AgentStopTest {

    private final Workbench bench = new Workbench();

    @Test
    void anIdleModuleStopsAtOnce() {
        assertThat(bench.stop()).isTrue();
    }

    @Test
    void aSessionWithoutASelectionEndsWithItsReceipt() {
        var phone = bench.connect();
        bench.present(phone, bench.granted());
        assertThat(bench.machine.isOpen()).isTrue();

        assertThat(bench.stop()).isTrue();

        assertThat(bench.machine.isOpen()).isFalse();
        assertThat(bench.receiptFor(phone).outcome()).isEqualTo(Outcome.CLOSED_UNUSED);
    }

    @Test
    void aVendUnderWayIsWaitedFor() {
        var phone = bench.connect();
        bench.present(phone, bench.granted());
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));

        assertThat(bench.stop()).isFalse();
        bench.says(new MachineEvent.VendSucceeded());

        assertThat(bench.stop()).isTrue();
        assertThat(bench.receiptFor(phone).outcome()).isEqualTo(Outcome.VENDED);
    }

    @Test
    void nobodyIsAdmittedAnyMore() {
        bench.stop();

        assertThat(bench.present(bench.connect(), bench.granted()))
                .isEqualTo(new Verdict.Refused(Refusal.BUSY));
    }
}
