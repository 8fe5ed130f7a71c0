package dev.coinless.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.refusal.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A card that fails, and phones that want the module busy: what they may cost is bounded.
class AgentLimitsTest {

    private final Workbench bench = new Workbench();

    @Test
    void aResultThatArrivedAlthoughItsWriteFailedIsNotWrittenTwice() {
        var phone = bench.connect();
        bench.present(phone, bench.granted());
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        bench.memory.failAfterNextWrite();

        bench.says(new MachineEvent.VendSucceeded());
        bench.pass(Duration.ofSeconds(2));

        var receipt = bench.receiptFor(phone);
        assertThat(receipt.outcome()).isEqualTo(Outcome.VENDED);
        assertThat(receipt.amount()).isEqualTo(Money.of(175, "EUR"));
        assertThat(bench.memory.count(RecordKind.RESULT)).isOne();
    }

    @Test
    void aFailingJournalIsAskedOnceASecondHoweverBusyTheRadioIs() {
        var phone = bench.connect();
        bench.present(phone, bench.granted());
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        bench.memory.fail(true);
        bench.says(new MachineEvent.VendSucceeded());

        for (int i = 0; i < 200; i++) {
            bench.pass(Duration.ofMillis(10));
        }

        assertThat(bench.log)
                .filteredOn(line -> line.contains("journal-failed RESULT"))
                .hasSizeBetween(2, 4);
    }

    @Test
    void aCodeDiesAfterItsLifeAlsoWhenNoneCanReplaceIt() {
        for (int i = 0; i < 63; i++) {
            bench.pass(Duration.ofSeconds(30));
        }
        var held = bench.grantedFor(Duration.ofMinutes(30));
        bench.memory.fail(true);
        for (int i = 0; i < 11; i++) {
            bench.pass(Duration.ofSeconds(30));
        }
        var phone = bench.connect();

        assertThat(bench.present(phone, held)).isEqualTo(new Verdict.Refused(Refusal.EXPIRED));
    }
}
