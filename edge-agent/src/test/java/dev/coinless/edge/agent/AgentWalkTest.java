package dev.coinless.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalRecord.Consumed;
import dev.coinless.edge.journal.JournalRecord.Intended;
import dev.coinless.edge.journal.JournalRecord.Receipted;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.journal.WitnessedJournal;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A module's life at random: purchases, cancels, whims of the machine, journals that fail, clocks
/// that jump and power cuts after any record. What must always hold is checked all along.
class AgentWalkTest {

    private static final int STEPS = 600;

    private static final class PowerIsGone extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Workbench bench = new Workbench();
    private final Set<Counter> broadcast = new HashSet<>();
    private final List<Workbench.Held> grants = new ArrayList<>();
    private Optional<RecordKind> armed = Optional.empty();
    private Counter floor = new Counter(0);
    private long signals;

    static List<Long> seeds() {
        var given = Long.getLong("seed");
        return given == null ? List.of(1L, 2L, 3L, 4L) : List.of(given);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyConsumptionEndsInExactlyOneReceiptAndNoSignalIsGivenTwice(long seed) {
        var random = Platform.seeded(seed);
        reboot();
        for (int i = 0; i < STEPS; i++) {
            try {
                live(random);
            } catch (PowerIsGone dark) {
                armed = Optional.empty();
                countSignals();
                reboot();
            }
            look();
        }
        armed = Optional.empty();
        bench.memory.fail(false);
        countSignals();
        reboot();
        bench.pass(Duration.ofSeconds(2));

        checkBooks();
        assertThat(bench.memory.count(RecordKind.CONSUMED)).as("the walk sells").isPositive();
    }

    private void live(RandomGenerator random) {
        switch (random.nextInt(14)) {
            case 0, 1 -> grants.add(bench.granted());
            case 2, 3 -> any(random).ifPresent(it -> bench.present(bench.connect(), it));
            case 4 ->
                    any(random).ifPresent(it -> bench.present(bench.connect(), it, Intent.CANCEL));
            case 5, 6 -> bench.says(new MachineEvent.Selected(selection(random)));
            case 7 -> bench.says(new MachineEvent.VendSucceeded());
            case 8 -> bench.says(new MachineEvent.VendFailed());
            case 9 -> bench.says(whim(random));
            case 10 -> bench.pass(Duration.ofMillis(random.nextInt(20_000)));
            case 11 -> bench.pass(Duration.ofSeconds(random.nextInt(400)));
            case 12 -> bench.memory.fail(random.nextInt(3) == 0);
            default -> {
                if (random.nextInt(4) == 0) {
                    var kinds = RecordKind.values();
                    armed = Optional.of(kinds[random.nextInt(kinds.length)]);
                }
            }
        }
    }

    private Optional<Workbench.Held> any(RandomGenerator random) {
        int recent = Math.min(grants.size(), 5);
        return recent == 0
                ? Optional.empty()
                : Optional.of(grants.get(grants.size() - 1 - random.nextInt(recent)));
    }

    private static Selection selection(RandomGenerator random) {
        return new Selection(random.nextInt(40), Money.of(random.nextInt(600), "EUR"));
    }

    private static MachineEvent whim(RandomGenerator random) {
        return List.of(
                        new MachineEvent.SessionEnded(),
                        new MachineEvent.MachineReset(),
                        new MachineEvent.MachineLost(),
                        new MachineEvent.SelectionCancelled(),
                        new MachineEvent.SessionOpened())
                .get(random.nextInt(5));
    }

    /// Boots until a journal lets it; the power may go during recovery too.
    private void reboot() {
        bench.memory.fail(false);
        bench.restart(
                new WitnessedJournal(
                        bench.memory,
                        kind -> {
                            if (armed.equals(Optional.of(kind))) {
                                throw new PowerIsGone();
                            }
                        }));
        var first = bench.radio.newest().code().counter();
        assertThat(broadcast).as("no counter is broadcast after a boot").doesNotContain(first);
    }

    private void countSignals() {
        signals += bench.machine.signals.size();
    }

    private void look() {
        bench.radio.broadcasts.forEach(it -> broadcast.add(it.code().counter()));
        long given = signals + bench.machine.signals.size();
        assertThat(given).isLessThanOrEqualTo(bench.memory.count(RecordKind.INTENT));
    }

    private void checkBooks() {
        assertThat(bench.memory.pending()).isEmpty();
        assertThat(bench.memory.count(RecordKind.RECEIPT))
                .isEqualTo(bench.memory.count(RecordKind.CONSUMED));
        var previous = Receipt.NO_PREVIOUS;
        long sequence = 0;
        for (var record : bench.memory.records()) {
            if (record instanceof Receipted(var counter, _, var encoded)) {
                var receipt = Workbench.receipt(encoded);
                assertThat(receipt.sequence().value()).isEqualTo(++sequence);
                assertThat(receipt.previous()).isEqualTo(previous);
                assertThat(receipt.floor()).isGreaterThanOrEqualTo(floor);
                checkAgainst(counter, receipt);
                previous = encoded.sha256();
                floor = receipt.floor();
            }
        }
        assertThat(signals).isLessThanOrEqualTo(bench.memory.count(RecordKind.INTENT));
    }

    private void checkAgainst(Counter counter, Receipt receipt) {
        var records = bench.memory.of(counter);
        var consumption = ((Consumed) records.getFirst()).consumption();
        assertThat(receipt.grant()).isEqualTo(consumption.grant());
        assertThat(consumption.cap().covers(receipt.amount())).isTrue();
        assertThat(records.stream().filter(Intended.class::isInstance).count())
                .isEqualTo(receipt.items().size());
        assertThat(records.getLast()).isInstanceOf(JournalRecord.Receipted.class);
        assertThat(receipt.sign(bench.m7.signing(), Platform.ENVIRONMENT).encoded())
                .isEqualTo(receiptBytes(records));
    }

    private static Bytes receiptBytes(List<JournalRecord> records) {
        return ((Receipted) records.getLast()).receipt();
    }
}
