package dev.coinless.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which entries may follow one another, tried for all pairs, and how much of each is the risk
/// account's.
class HoldHistoryTest {

    private static final ReceiptKey KEY =
            new ReceiptKey(Samples.M7, new Generation(1), new Sequence(1));

    private final Samples samples = new Samples(24);
    private final Hold held = samples.hold(samples.account(1000), 5);

    @Test
    void everyFirstEndIsACaptureAVoidOrARelease() {
        for (var kind : Entry.Kind.values()) {
            var entry = entry(kind, 3, 0);

            assertThat(isSound(held.with(captured(entry))))
                    .as("%s", kind)
                    .isEqualTo(kind == Entry.Kind.CAPTURE || kind == Entry.Kind.VOID);
            assertThat(isSound(held.with(new HoldState.Released(entry))))
                    .as("released by %s", kind)
                    .isEqualTo(kind == Entry.Kind.VOID || kind == Entry.Kind.RELEASE);
        }
    }

    @Test
    void everySecondEndIsLateOrClosesWhatWasFree() {
        var sound = new ArrayList<String>();
        for (var first : Entry.Kind.values()) {
            for (var second : Entry.Kind.values()) {
                var hold =
                        held.with(new HoldState.Released(entry(first, 3, 0)))
                                .with(captured(entry(second, 4, 0)));
                if (isSound(hold)) {
                    sound.add(first + " " + second);
                }
            }
        }

        assertThat(sound)
                .containsExactlyInAnyOrder(
                        "VOID LATE_CAPTURE", "VOID CLOSE", "RELEASE LATE_CAPTURE", "RELEASE CLOSE");
    }

    @Test
    void aThirdEndFollowsOnlyWhatTookNothing() {
        var closed =
                held.with(new HoldState.Released(entry(Entry.Kind.RELEASE, 3, 0)))
                        .with(new HoldState.Reviewed(entry(Entry.Kind.CLOSE, 4, 0), KEY));
        var taken =
                held.with(new HoldState.Released(entry(Entry.Kind.RELEASE, 3, 0)))
                        .with(captured(entry(Entry.Kind.LATE_CAPTURE, 4, 5)));

        assertThat(isSound(closed.with(captured(entry(Entry.Kind.LATE_CAPTURE, 5, 5))))).isTrue();
        assertThat(HoldHistory.fault(taken.with(captured(entry(Entry.Kind.CLOSE, 5, 0)))))
                .contains("grant %s: CLOSE is no entry that may come here".formatted(held.id()));
    }

    @Test
    void itBeginsWithItsHold() {
        for (var kind : EnumSet.complementOf(EnumSet.of(Entry.Kind.HOLD))) {
            assertThat(HoldHistory.fault(placedBy(entry(kind, 2, 500))))
                    .contains(
                            "grant %s: %s is no entry that may come here"
                                    .formatted(held.id(), kind));
        }
        assertThat(isSound(placedBy(entry(Entry.Kind.HOLD, 2, 500)))).isTrue();
    }

    @Test
    void eachEntryIsOfALaterVersion() {
        for (long version : new long[] {1, 2}) {
            assertThat(HoldHistory.fault(held.with(captured(entry(Entry.Kind.VOID, version, 0)))))
                    .contains(
                            "grant %s: its entry of version %d follows one of version 2"
                                    .formatted(held.id(), version));
        }
    }

    @Test
    void noCaptureIsAboveTheCap() {
        assertThat(isSound(held.with(captured(entry(Entry.Kind.CAPTURE, 3, 500))))).isTrue();
        assertThat(HoldHistory.fault(held.with(captured(entry(Entry.Kind.CAPTURE, 3, 501)))))
                .contains(
                        "grant %s: captured 5.01 EUR, more than its cap of 5.00 EUR"
                                .formatted(held.id()));
    }

    @Test
    void theRiskAccountHasNoMoreThanThereIsInTheEntry() {
        assertMostRisk(500, entry(Entry.Kind.VOID, 3, 0), List.of());
        assertMostRisk(325, entry(Entry.Kind.CAPTURE, 3, 175), List.of());
        var free = List.of(entry(Entry.Kind.RELEASE, 3, 0));
        assertMostRisk(175, entry(Entry.Kind.LATE_CAPTURE, 4, 175), free);
        assertMostRisk(0, entry(Entry.Kind.CLOSE, 4, 0), free);
        assertThat(isSound(held.with(new HoldState.Released(risking(free.getFirst(), 500)))))
                .isTrue();
        assertThat(isSound(held.with(new HoldState.Released(risking(free.getFirst(), 501)))))
                .isFalse();
        assertThat(isSound(placedBy(risking(entry(Entry.Kind.HOLD, 2, 500), 1)))).isFalse();
    }

    private void assertMostRisk(long most, Entry entry, List<Entry> before) {
        var hold = held;
        for (var each : before) {
            hold = hold.with(new HoldState.Released(each));
        }

        assertThat(isSound(hold.with(captured(risking(entry, most))))).isTrue();
        assertThat(HoldHistory.fault(hold.with(captured(risking(entry, most + 1)))))
                .contains(
                        "grant %s: the risk account has %s in an entry of %s"
                                .formatted(held.id(), Money.of(most + 1, "EUR"), entry.amount()));
    }

    private static boolean isSound(Hold hold) {
        return HoldHistory.fault(hold).isEmpty();
    }

    private Hold placedBy(Entry entry) {
        return new Hold(
                held.account(),
                held.operator(),
                held.requestHash(),
                held.token(),
                entry,
                held.balance(),
                List.of(),
                new HoldState.Held());
    }

    private static HoldState captured(Entry entry) {
        return new HoldState.Captured(entry, KEY);
    }

    private static Entry risking(Entry entry, long risk) {
        return new Entry(
                entry.kind(), entry.version(), entry.at(), entry.amount(), Money.of(risk, "EUR"));
    }

    private static Entry entry(Entry.Kind kind, long version, long amount) {
        return new Entry(kind, version, Samples.NOW, Money.of(amount, "EUR"));
    }
}
