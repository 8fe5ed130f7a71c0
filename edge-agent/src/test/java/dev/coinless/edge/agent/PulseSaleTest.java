package dev.coinless.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.agent.Workbench.Held;
import dev.coinless.edge.agent.Workbench.Phone;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.journal.WitnessedJournal;
import dev.coinless.edge.pulse.PulseLine;
import dev.coinless.edge.pulse.PulseMachine;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A sale by pulses, from the presentation to the receipt, with wires that the test plays.
class PulseSaleTest {

    private static final long VALUE = 50;

    private static final class PowerIsGone extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final List<Integer> pulses = new ArrayList<>();
    private final Workbench bench =
            Workbench.at(() ->
                    new PulseMachine(lines(), (line, _, _) -> pulses.add(line), this::ignore));

    PulseSaleTest() {
        bench.hear(new MachineInput.Attached());
        bench.tick();
    }

    @Test
    void tenPulsesAreTenIntentsAndOneReceiptOfTheirSum() {
        var phone = bench.connect();
        assertThat(present(phone, bench.grantedPulses(1, VALUE, 10)))
                .isEqualTo(new Verdict.Accepted());

        sendAll();

        var receipt = receiptFor(phone);
        assertThat(pulses).hasSize(10).containsOnly(1);
        assertThat(bench.memory.count(RecordKind.INTENT)).isEqualTo(10);
        assertThat(bench.memory.count(RecordKind.RESULT)).isEqualTo(10);
        assertThat(receipt.outcome()).isEqualTo(Outcome.VENDED);
        assertThat(receipt.amount()).isEqualTo(Money.of(500, "EUR"));
        assertThat(receipt.items()).hasSize(10).containsOnly(new VendedItem(1, VALUE, true));
    }

    @Test
    void thePhoneIsToldOnceThatPulsesAreGiven() {
        var phone = bench.connect();
        present(phone, bench.grantedPulses(1, VALUE, 3));
        var first = bench.lastHeard;
        sendAll();

        var states = new ArrayList<Bytes>();
        for (var messages : List.of(first, bench.radio.take(phone.id()))) {
            messages.stream()
                    .filter(message -> message.kind() == MessageKind.STATE)
                    .forEach(message -> states.add(message.body()));
        }
        assertThat(states)
                .containsExactly(
                        SessionState.OPENING.encoded(),
                        SessionState.VENDING.encoded(),
                        SessionState.ENDED.encoded());
    }

    @Test
    void noPulseBeforeItsIntentIsDurable() {
        var intents = new ArrayList<Integer>();
        restart(kind -> {
            if (kind == RecordKind.INTENT) {
                intents.add(pulses.size());
            }
        });
        present(bench.connect(), bench.grantedPulses(1, VALUE, 4));

        sendAll();

        assertThat(intents).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aPowerCutDuringAPulseSaysHowManyWereSentAndNoneIsSentAgain() {
        cutAtThe(4, RecordKind.INTENT);
        var held = bench.grantedPulses(1, VALUE, 10);

        runUntilDark(held);

        assertThat(pulses).hasSize(3);
        var receipt = afterRestart();
        assertThat(pulses).hasSize(3);
        assertThat(receipt.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(receipt.amount().isZero()).isTrue();
        assertThat(receipt.items()).hasSize(4);
        assertThat(receipt.items().stream().filter(VendedItem::vended)).hasSize(3);
    }

    @Test
    void aPowerCutBetweenIntentAndTheFirstPulseIsUnknownWithNoneSent() {
        cutAtThe(1, RecordKind.INTENT);
        runUntilDark(bench.grantedPulses(1, VALUE, 10));

        var receipt = afterRestart();

        assertThat(pulses).isEmpty();
        assertThat(receipt.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(receipt.items()).containsExactly(new VendedItem(1, VALUE, false));
    }

    @Test
    void aPowerCutInAGapIsNoDoubtTheSentOnesAreCaptured() {
        cutAtThe(4, RecordKind.RESULT);
        runUntilDark(bench.grantedPulses(1, VALUE, 10));

        var receipt = afterRestart();

        assertThat(pulses).hasSize(4);
        assertThat(receipt.outcome()).isEqualTo(Outcome.VENDED);
        assertThat(receipt.amount()).isEqualTo(Money.of(200, "EUR"));
    }

    @Test
    void anInhibitedMachineIsWaitedForAndThenFails() {
        var phone = bench.connect();
        bench.hear(new MachineInput.Inhibit(1, true));
        assertThat(present(phone, bench.grantedPulses(1, VALUE, 10)))
                .isEqualTo(new Verdict.Accepted());
        assertThat(bench.memory.count(RecordKind.INTENT)).isZero();

        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.memory.count(RecordKind.RECEIPT)).isZero();
        bench.pass(Duration.ofSeconds(61));

        var receipt = receiptFor(phone);
        assertThat(pulses).isEmpty();
        assertThat(receipt.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(receipt.amount().isZero()).isTrue();
        assertThat(bench.memory.count(RecordKind.INTENT)).isZero();
    }

    @Test
    void anInhibitWithinTheTrainPausesIt() {
        var phone = bench.connect();
        present(phone, bench.grantedPulses(1, VALUE, 4));
        sent();
        bench.hear(new MachineInput.Inhibit(1, true));
        rested();
        bench.pass(Duration.ofSeconds(40));
        assertThat(pulses).hasSize(1);

        bench.hear(new MachineInput.Inhibit(1, false));
        sendAll();

        assertThat(pulses).hasSize(4);
        assertThat(receiptFor(phone).amount()).isEqualTo(Money.of(200, "EUR"));
    }

    @Test
    void anInhibitThatStaysWithinTheTrainCapturesWhatWasSent() {
        var phone = bench.connect();
        present(phone, bench.grantedPulses(1, VALUE, 4));
        sent();
        bench.hear(new MachineInput.Inhibit(1, true));
        rested();

        bench.pass(Duration.ofSeconds(91));

        var receipt = receiptFor(phone);
        assertThat(pulses).hasSize(1);
        assertThat(receipt.outcome()).isEqualTo(Outcome.VENDED);
        assertThat(receipt.amount()).isEqualTo(Money.of(50, "EUR"));
    }

    @Test
    void wiresLostDuringAPulseLeaveItInDoubt() {
        var phone = bench.connect();
        present(phone, bench.grantedPulses(1, VALUE, 4));
        sent();
        rested();

        bench.hear(new MachineInput.Detached());

        var receipt = receiptFor(phone);
        assertThat(receipt.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(receipt.items().stream().filter(VendedItem::vended)).hasSize(1);
    }

    @Test
    void aSecondTrainIsBusyUntilTheFirstIsOverAndItsLineHasRested() {
        present(bench.connect(), bench.grantedPulses(1, VALUE, 2));
        assertThat(present(bench.connect(), bench.grantedPulses(2, 100, 1)))
                .isEqualTo(Workbench.refused(Refusal.BUSY));
        sent();
        rested();
        sent();
        assertThat(present(bench.connect(), bench.grantedPulses(2, 100, 1)))
                .isEqualTo(Workbench.refused(Refusal.BUSY));

        rested();

        assertThat(present(bench.connect(), bench.grantedPulses(2, 100, 1)))
                .isEqualTo(new Verdict.Accepted());
        assertThat(pulses).containsExactly(1, 1, 2);
    }

    @Test
    void aGrantForASessionOrForOtherPulsesIsAMismatchAndSpendsNothing() {
        var phone = bench.connect();

        assertThat(present(phone, bench.granted())).isEqualTo(Workbench.refused(Refusal.MISMATCH));
        assertThat(present(phone, bench.grantedPulses(1, 25, 2)))
                .isEqualTo(Workbench.refused(Refusal.MISMATCH));
        assertThat(present(phone, bench.grantedPulses(3, VALUE, 2)))
                .isEqualTo(Workbench.refused(Refusal.MISMATCH));

        assertThat(bench.memory.count(RecordKind.CONSUMED)).isZero();
        assertThat(pulses).isEmpty();
    }

    @Test
    void aStopLetsATrainThatHasBegunComeToItsEnd() {
        var phone = bench.connect();
        present(phone, bench.grantedPulses(1, VALUE, 3));
        sent();

        assertThat(bench.stop()).isFalse();
        rested();
        sendAll();

        assertThat(bench.stop()).isTrue();
        assertThat(receiptFor(phone).amount()).isEqualTo(Money.of(150, "EUR"));
    }

    @Test
    void aStopGivesUpATrainThatHasNotBegun() {
        bench.hear(new MachineInput.Inhibit(1, true));
        var phone = bench.connect();
        present(phone, bench.grantedPulses(1, VALUE, 3));

        assertThat(bench.stop()).isTrue();

        assertThat(receiptFor(phone).outcome()).isEqualTo(Outcome.CLOSED_UNUSED);
    }

    private Verdict present(Phone phone, Held held) {
        return bench.present(phone, held);
    }

    private void sent() {
        bench.hear(new MachineInput.PulseSent(pulses.getLast()));
    }

    private void rested() {
        bench.hear(new MachineInput.LineRested(pulses.getLast()));
    }

    /// The wires do what they are told, until nothing more is asked of them.
    private void sendAll() {
        int before = -1;
        while (pulses.size() > before) {
            before = pulses.size();
            sent();
            rested();
        }
    }

    private Receipt receiptFor(Phone phone) {
        return bench.receiptFor(phone);
    }

    private void restart(dev.coinless.edge.journal.JournalWitness witness) {
        bench.restart(new WitnessedJournal(bench.memory, witness));
        bench.hear(new MachineInput.Attached());
        bench.tick();
    }

    private void cutAtThe(int count, RecordKind kind) {
        var left = new int[] {count};
        restart(written -> {
            if (written == kind && --left[0] == 0) {
                throw new PowerIsGone();
            }
        });
    }

    private void runUntilDark(Held held) {
        try {
            present(bench.connect(), held);
            sendAll();
        } catch (PowerIsGone dark) {
            return;
        }
        throw new AssertionError("the power never went");
    }

    private Receipt afterRestart() {
        bench.restart();
        bench.hear(new MachineInput.Attached());
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.memory.count(RecordKind.RECEIPT)).isEqualTo(1);
        return Workbench.receipt(
                bench.memory.receipt(new dev.coinless.model.id.Sequence(1)).getFirst());
    }

    private void ignore(dev.coinless.edge.log.Stage stage, String message) {}

    private static List<PulseLine> lines() {
        return List.of(line(1, VALUE), line(2, 100));
    }

    private static PulseLine line(int number, long value) {
        return new PulseLine(
                number,
                Money.of(value, "EUR"),
                PulseLine.WIDTH,
                PulseLine.GAP,
                PulseLine.INHIBIT_TIMEOUT);
    }
}
