package dev.coinless.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.journal.WitnessedJournal;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The power goes right after each record of a purchase in turn: whatever the journal holds by then
/// decides the receipt, and no signal is given twice.
class PowerCutTest {

    /// Thrown by the witness; nothing of the module runs after it.
    private static final class PowerIsGone extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Workbench bench = new Workbench();

    @Test
    void afterConsumedTheReceiptIsClosedUnused() {
        assertThat(cutAfter(RecordKind.CONSUMED).outcome()).isEqualTo(Outcome.CLOSED_UNUSED);
        assertThat(bench.memory.count(RecordKind.INTENT)).isZero();
    }

    @Test
    void afterIntentTheReceiptIsUnknownAndThereIsNoSignal() {
        var receipt = cutAfter(RecordKind.INTENT);

        assertThat(receipt.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(receipt.amount().isZero()).isTrue();
        assertThat(receipt.items()).hasSize(1);
    }

    @Test
    void afterTheResultTheReceiptIsTheOneOfAnUndisturbedSale() {
        var receipt = cutAfter(RecordKind.RESULT);

        assertThat(receipt.outcome()).isEqualTo(Outcome.VENDED);
        assertThat(receipt.amount().minorUnits()).isEqualTo(175);
    }

    @Test
    void afterTheReceiptThereIsNoSecondOne() {
        assertThat(cutAfter(RecordKind.RECEIPT).outcome()).isEqualTo(Outcome.VENDED);
    }

    @Test
    void afterABurnTheReceiptIsClosedUnusedWithTheHoldersCancel() {
        bench.restart(new WitnessedJournal(bench.memory, cut(RecordKind.CONSUMED)));
        var held = bench.granted();
        runUntilDark(() -> bench.present(bench.connect(), held, Intent.CANCEL));

        bench.restart();

        assertThat(onlyReceipt().outcome()).isEqualTo(Outcome.CLOSED_UNUSED);
    }

    @Test
    void duringAReservationNoCounterComesTwice() {
        var before = bench.radio.newest().code().counter();
        runUntilDark(
                () -> bench.restart(new WitnessedJournal(bench.memory, cut(RecordKind.RESERVED))));

        bench.restart();

        assertThat(bench.radio.newest().code().counter().value())
                .isGreaterThan(before.value() + 64);
    }

    private Receipt cutAfter(RecordKind kind) {
        bench.restart(new WitnessedJournal(bench.memory, cut(kind)));
        var machine = bench.machine;
        var held = bench.granted();
        runUntilDark(() -> {
            bench.present(bench.connect(), held);
            bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
            bench.says(new MachineEvent.VendSucceeded());
        });
        long signalsBefore = machine.signals.size();
        assertThat(signalsBefore)
                .isEqualTo(kind == RecordKind.RESULT || kind == RecordKind.RECEIPT ? 1 : 0);

        bench.restart();

        assertThat(bench.machine.signals).isEmpty();
        assertThat(bench.memory.pending()).isEmpty();
        var receipt = onlyReceipt();
        assertThat(receipt.grant()).isEqualTo(held.token().grant().id());
        assertThat(receipt.floor()).isGreaterThan(held.token().grant().counter());
        return receipt;
    }

    private Receipt onlyReceipt() {
        var receipts = new ArrayList<Receipt>();
        bench.memory
                .receipt(new dev.coinless.model.id.Sequence(1))
                .forEach(it -> receipts.add(Workbench.receipt(it)));
        assertThat(receipts).hasSize(1);
        assertThat(bench.memory.count(RecordKind.RECEIPT)).isEqualTo(1);
        assertThat(receipts.getFirst().module()).isEqualTo(Platform.M7);
        return receipts.getFirst();
    }

    private static dev.coinless.edge.journal.JournalWitness cut(RecordKind after) {
        var armed = new ArrayList<>(List.of(after));
        return kind -> {
            if (armed.remove(kind)) {
                throw new PowerIsGone();
            }
        };
    }

    private static void runUntilDark(Runnable module) {
        try {
            module.run();
        } catch (PowerIsGone dark) {
            return;
        }
        throw new AssertionError("the power never went");
    }
}
