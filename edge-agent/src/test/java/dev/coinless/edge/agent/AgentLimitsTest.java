package dev.coinless.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
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

    @Test
    void whoeverKeepsConnectionsAliveWithoutBuyingMakesRoomForOthers() {
        var phones = new ArrayList<Workbench.Phone>();
        for (int i = 0; i < 8; i++) {
            phones.add(bench.connect());
        }
        var start = Bytes.of((byte) 0x80, (byte) 0x01, (byte) 0, (byte) 40, (byte) 1);

        for (int i = 0; i < 7; i++) {
            bench.pass(Duration.ofSeconds(9));
            for (int n = 0; n < phones.size(); n++) {
                if (n % 2 == 0) {
                    bench.on(new RadioEvent.Written(phones.get(n).id(), start));
                } else {
                    bench.readInfo(phones.get(n).id());
                }
            }
        }

        assertThat(bench.radio.dropped)
                .containsExactly(phones.get(0).id(), phones.get(1).id(), phones.get(2).id());
    }

    @Test
    void whoBuysMayStayInACrowdForTheReceiptAndBuyAgain() {
        var phone = bench.connect();
        for (int i = 0; i < 6; i++) {
            bench.connect();
        }
        bench.present(phone, bench.granted());
        for (int i = 0; i < 11; i++) {
            bench.pass(Duration.ofSeconds(5));
            bench.readInfo(phone.id());
        }
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12), new MachineEvent.VendSucceeded());
        bench.pass(Duration.ofSeconds(9));
        bench.radio.take(phone.id());

        assertThat(bench.present(phone, bench.granted())).isEqualTo(new Verdict.Accepted());
        assertThat(bench.radio.dropped).doesNotContain(phone.id());
    }

    @Test
    void refusalsCannotFillTheCard() {
        for (int i = 0; i < 4 * 3600; i++) {
            bench.refuseOnce();
            bench.pass(Duration.ofMillis(250));
        }

        assertThat(bench.memory.count(RecordKind.REFUSED)).isLessThan(200);
        assertThat(bench.refusals(Refusal.MALFORMED)).isGreaterThan(14_000);
    }
}
