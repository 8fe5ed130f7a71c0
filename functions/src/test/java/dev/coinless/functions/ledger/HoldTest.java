package dev.coinless.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.Samples;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A hold through its states: what it keeps, what it was earlier, and what its end does.
class HoldTest {

    private static final ReceiptKey KEY =
            new ReceiptKey(Samples.M7, new Generation(1), new Sequence(1));

    private final Samples samples = new Samples(23);
    private final Account credited = samples.account(1000);
    private final Hold held = samples.hold(credited, 5);
    private final Account holding = credited.with(held.open());
    private final Entry release = held.releaseForNow(holding, Samples.NOW);
    private final Hold released = held.with(new HoldState.Released(release));
    private final Account lien = holding.released(held.id());
    private final Entry late = released.capture(lien, euros(175), Samples.NOW);
    private final Hold captured = released.with(new HoldState.Captured(late, KEY));
    private final Entry voided = held.release(holding, Samples.NOW);
    private final Hold reviewed = held.with(new HoldState.Reviewed(voided, KEY));
    private final Entry decision = entry(Entry.Kind.LATE_CAPTURE, 7, 200, 0);
    private final Hold decided =
            reviewed.with(
                    new HoldState.Decided(decision, new HoldState.Ground.Review(KEY), "it fell"));

    @Test
    void theGrantIdFollowsFromAccountAndRequest() {
        var request = new RequestId(Bytes.fromHex("01".repeat(RequestId.LENGTH)));
        var expected =
                Bytes.concat(credited.id().thumbprint().value(), request.value())
                        .sha256()
                        .first(GrantId.LENGTH);

        assertThat(Hold.idOf(credited.id(), request)).isEqualTo(new GrantId(expected));
        assertThat(Hold.idOf(samples.account(0).id(), request)).isNotEqualTo(new GrantId(expected));
    }

    @Test
    void whatIsOpenOnTheAccountIsTheGrantWithItsCap() {
        assertThat(held.open()).isEqualTo(new OpenHold(held.id(), Samples.M7, counter(), 500));
        assertThat(held.id()).isEqualTo(held.token().grant().id());
        assertThat(held.cap()).isEqualTo(euros(500));
    }

    @Test
    void itKeepsAllItsEntriesInTheirOrder() {
        assertThat(held.entries()).containsExactly(held.placed());
        assertThat(released.entries()).containsExactly(held.placed(), release);
        assertThat(captured.entries()).containsExactly(held.placed(), release, late);
        assertThat(captured.earlier()).containsExactly(release);
        assertThat(decided.entries()).containsExactly(held.placed(), voided, decision);
        assertThat(captured.postings())
                .hasSize(2 + 2 + 2)
                .extracting(Posting::minorUnits)
                .containsExactly(-500L, 500L, -500L, 500L, -175L, 175L);
    }

    @Test
    void onlyWhileItIsHeldOrReleasedAReceiptMatters() {
        assertThat(List.of(held.isOpen(), held.isHeld())).containsExactly(true, true);
        assertThat(List.of(released.isOpen(), released.isHeld())).containsExactly(true, false);
        for (var ended : List.of(captured, reviewed, decided, provenUnused())) {
            assertThat(List.of(ended.isOpen(), ended.isHeld())).containsExactly(false, false);
        }
    }

    @Test
    void onlyACaptureOrADecisionTakesAnything() {
        assertThat(captured.captured()).isEqualTo(euros(175));
        assertThat(decided.captured()).isEqualTo(euros(200));
        for (var nothing : List.of(held, released, reviewed, provenUnused(), voidedByReceipt())) {
            assertThat(nothing.captured()).isEqualTo(euros(0));
        }
    }

    @Test
    void itKnowsTheEntryAndTheReceiptThatEndedIt() {
        assertThat(held.ending()).isEmpty();
        assertThat(released.ending()).contains(release);
        assertThat(captured.ending()).contains(late);
        assertThat(voidedByReceipt().ending()).contains(voided);
        assertThat(provenUnused().ending()).contains(voided);
        assertThat(reviewed.ending()).contains(voided);
        assertThat(decided.ending()).contains(decision);

        for (var without : List.of(held, released, provenUnused(), decidedByNothing())) {
            assertThat(without.receipt()).isEmpty();
        }
        for (var with : List.of(captured, voidedByReceipt(), reviewed, decided)) {
            assertThat(with.receipt()).contains(KEY);
        }
    }

    @Test
    void itCanBeSeenAsItWasAtEachVersionOfItsAccount() {
        assertThat(held.placed().version()).isEqualTo(2);
        assertThat(List.of(release.version(), late.version())).containsExactly(3L, 4L);

        assertThat(captured.asOf(1)).isEmpty();
        assertThat(captured.asOf(2)).contains(held);
        assertThat(captured.asOf(3)).contains(released);
        assertThat(captured.asOf(4)).contains(captured);
        assertThat(captured.asOf(9)).contains(captured);
        assertThat(held.asOf(1)).isEmpty();
        assertThat(held.asOf(2)).contains(held);
        assertThat(decided.asOf(6)).contains(reviewed);
        assertThat(decided.asOf(2)).contains(held);
    }

    @Test
    void aCaptureIsOfTheHoldOrLateFromWhatIsThere() {
        var owing = holding.charged(euros(600));

        assertThat(held.capture(holding, euros(175), Samples.NOW))
                .isEqualTo(entry(Entry.Kind.CAPTURE, 3, 175, 0));
        assertThat(held.capture(owing, euros(450), Samples.NOW))
                .isEqualTo(entry(Entry.Kind.CAPTURE, 4, 450, 50));
        assertThat(late).isEqualTo(entry(Entry.Kind.LATE_CAPTURE, 4, 175, 0));
        assertThat(released.capture(lien.charged(euros(900)), euros(175), Samples.NOW))
                .isEqualTo(entry(Entry.Kind.LATE_CAPTURE, 5, 175, 75));
    }

    @Test
    void aReleaseSetsTheCapFreeOrLeavesItFree() {
        var owing = holding.charged(euros(600));

        assertThat(voided).isEqualTo(entry(Entry.Kind.VOID, 3, 0, 0));
        assertThat(held.release(owing, Samples.NOW)).isEqualTo(entry(Entry.Kind.VOID, 4, 0, 100));
        assertThat(released.release(lien, Samples.NOW)).isEqualTo(entry(Entry.Kind.CLOSE, 4, 0, 0));
        assertThat(release).isEqualTo(entry(Entry.Kind.RELEASE, 3, 0, 0));
        assertThat(held.releaseForNow(owing, Samples.NOW))
                .isEqualTo(entry(Entry.Kind.RELEASE, 4, 0, 100));
    }

    @Test
    void itsEndChangesTheAccountAsItsEntrySays() {
        var captureNow = held.ended(holding, euros(175));
        var captureLate = released.ended(lien, euros(175));
        var closed = released.ended(lien, euros(0));
        var decidedLate = reviewed.ended(holding.ended(held.id(), euros(0)), euros(200));

        assertThat(captureNow.available()).isEqualTo(euros(825));
        assertThat(captureLate.available()).isEqualTo(euros(825));
        assertThat(captureLate.liens()).isEmpty();
        assertThat(closed.available()).isEqualTo(euros(1000));
        assertThat(closed.liens()).isEmpty();
        assertThat(decidedLate.available()).isEqualTo(euros(800));
        assertThat(List.of(captureNow.version(), captureLate.version(), closed.version()))
                .containsExactly(3L, 4L, 4L);
    }

    private Hold provenUnused() {
        return held.with(new HoldState.VoidedByProof(voided));
    }

    private Hold voidedByReceipt() {
        return held.with(new HoldState.Voided(voided, KEY));
    }

    private Hold decidedByNothing() {
        return held.with(new HoldState.Decided(voided, new HoldState.Ground.Nothing(), "lost"));
    }

    private Counter counter() {
        return held.grant().counter();
    }

    private static Entry entry(Entry.Kind kind, long version, long amount, long risk) {
        return new Entry(kind, version, Samples.NOW, euros(amount), euros(risk));
    }

    private static Money euros(long cents) {
        return Money.of(cents, "EUR");
    }
}
