package dev.coinless.functions.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Conduct;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.Standing;
import dev.coinless.functions.module.Claim;
import dev.coinless.functions.redeem.CatchUp;
import dev.coinless.functions.redeem.RedeemReceipt;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.sweep.OpenHolds.Found;
import dev.coinless.functions.sweep.OpenHolds.Place;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryRedemptions;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Both sweeps over the open holds of M7: those that end by proof, and those set free for now.
class SweepTest {

    private static final Generation FIRST = new Generation(1);
    private static final Place HERE = new Place(Samples.M7, FIRST);
    private static final Instant LATER = Samples.NOW.plus(Duration.ofMinutes(20));

    private final Samples samples = new Samples(34);
    private final MemoryRedemptions store = new MemoryRedemptions();
    private final Attempts attempts = new Attempts(AwsMode.dice(4), _ -> {});
    private final Index index = new Index();
    private final SweepHolds sweep =
            new SweepHolds(
                    index,
                    store,
                    new CatchUp(
                            store,
                            new RedeemReceipt(store, PaymentUnit.ENVIRONMENT, attempts),
                            attempts),
                    attempts);
    private final ReleaseHolds release = new ReleaseHolds(index, store, attempts);

    /// What the index last saw, which may be long ago.
    private static final class Index implements OpenHolds {
        private final List<Found> found = new ArrayList<>();

        @Override
        public List<Found> upTo(
                ModuleId module, Generation generation, Counter highest, int limit) {
            return found.stream()
                    .filter(_ -> HERE.equals(new Place(module, generation)))
                    .filter(each -> each.counter().compareTo(highest) <= 0)
                    .sorted(Comparator.comparing(Found::counter))
                    .limit(limit)
                    .toList();
        }

        @Override
        public Set<Place> places() {
            return Set.of(HERE);
        }
    }

    @Test
    void whatLiesBelowTheProvenFloorIsVoided() {
        var below = held(5, newcomer());
        var above = held(6, newcomer());
        prove(6, 0);

        assertThat(sweep.places()).containsExactly(HERE);
        assertThat(sweep.sweep(HERE, LATER)).isEqualTo(1);

        assertThat(state(below)).isInstanceOf(HoldState.VoidedByProof.class);
        assertThat(available(below)).isEqualTo(1000);
        assertThat(state(above)).isInstanceOf(HoldState.Held.class);
        assertThat(sweep.sweep(HERE, LATER)).isZero();
    }

    @Test
    void nothingIsProvenWhileAReceiptIsMissing() {
        var below = held(5, newcomer());
        prove(6, 1);

        assertThat(sweep.sweep(HERE, LATER)).isZero();

        assertThat(state(below)).isInstanceOf(HoldState.Held.class);
    }

    @Test
    void whoeverLostACodeIsFreeWhenTheWinnersReceiptIsKnown() {
        var winner = held(5, newcomer());
        var loser = held(5, newcomer());
        var other = held(4, newcomer());
        store.storeIfAbsent(samples.receipt(winner, Outcome.VENDED, 175));

        assertThat(sweep.sweep(HERE, LATER)).isEqualTo(1);

        assertThat(state(winner)).isInstanceOf(HoldState.Captured.class);
        assertThat(state(loser)).isInstanceOf(HoldState.VoidedByProof.class);
        assertThat(state(other)).isInstanceOf(HoldState.Held.class);
    }

    @Test
    void theHighestProvenCounterIsTheLastSpentOrOneBelowTheFloor() {
        var nothing = store.progress(Samples.M7).of(FIRST);
        var floor = nothing.with(new Claim(new Counter(6), new Sequence(0)));

        assertThat(SweepHolds.highestProven(nothing)).isEmpty();
        assertThat(SweepHolds.highestProven(floor)).contains(new Counter(5));
        assertThat(
                        SweepHolds.highestProven(
                                floor.withSpent(new Counter(8)).withSpent(new Counter(7))))
                .contains(new Counter(8));
    }

    @Test
    void aHoldThatCannotBeEndedHoldsUpNoOther() {
        var orphan = held(4, newcomer(), false);
        var below = held(5, newcomer());
        prove(6, 0);

        assertThatThrownBy(() -> sweep.sweep(HERE, LATER))
                .isInstanceOf(NoSuchElementException.class);

        assertThat(state(below)).isInstanceOf(HoldState.VoidedByProof.class);
        assertThat(state(orphan)).isInstanceOf(HoldState.Held.class);
    }

    @Test
    void anAccountThatChangedMeanwhileIsReadAgain() {
        var below = held(5, newcomer());
        prove(6, 0);
        store.beforeAWrite(() -> store.put(account(below).credited(Money.of(50, "EUR"))));

        assertThat(sweep.sweep(HERE, LATER)).isEqualTo(1);

        assertThat(available(below)).isEqualTo(1050);
    }

    @Test
    void anAccountThatDoesNotKnowTheHoldIsLeftAlone() {
        var below = held(5, newcomer());
        store.put(newcomerLike(below));
        prove(6, 0);

        assertThatThrownBy(() -> sweep.sweep(HERE, LATER)).isInstanceOf(Attempts.Exhausted.class);

        assertThat(state(below)).isInstanceOf(HoldState.Held.class);
    }

    @Test
    void overdueHoldsOfKnownCustomersAreSetFree() {
        var known = held(5, trusted());
        var unknown = held(6, newcomer());

        assertThat(release.look(List.of(HERE), LATER.minusSeconds(1))).isZero();
        assertThat(release.look(List.of(HERE), LATER)).isEqualTo(1);

        assertThat(state(known)).isInstanceOf(HoldState.Released.class);
        assertThat(available(known)).isEqualTo(1000);
        assertThat(state(unknown)).isInstanceOf(HoldState.Held.class);
    }

    @Test
    void whatTheIndexNamesAndHasEndedStaysEnded() {
        var ended = held(5, newcomer());
        prove(6, 0);
        sweep.sweep(HERE, LATER);

        assertThat(release.look(List.of(HERE), LATER)).isZero();

        assertThat(state(ended)).isInstanceOf(HoldState.VoidedByProof.class);
    }

    @Test
    void whatCannotBeLookedAtHoldsUpNoOther() {
        held(4, trusted(), false);
        var known = held(5, trusted());
        var apart = held(6, trusted());
        store.put(newcomerLike(apart));

        assertThatThrownBy(() -> release.look(List.of(HERE), LATER))
                .isInstanceOf(NoSuchElementException.class);

        assertThat(state(known)).isInstanceOf(HoldState.Released.class);
    }

    @Test
    void anAccountThatChangedWhileItWasLookedAtIsReadAgain() {
        var known = held(5, trusted());
        store.beforeAWrite(() -> store.put(account(known).credited(Money.of(50, "EUR"))));

        assertThat(release.look(List.of(HERE), LATER)).isEqualTo(1);

        assertThat(available(known)).isEqualTo(1050);
    }

    @Test
    void placesAreGroupedByTheirModule() {
        var second = new Place(Samples.M7, new Generation(2));
        var elsewhere = new Place(Samples.M8, FIRST);

        var byModule = ReleaseHolds.byModule(List.of(HERE, elsewhere, second));

        assertThat(byModule).hasSize(2);
        assertThat(byModule.get(Samples.M7)).containsExactly(HERE, second);
        assertThat(byModule.get(Samples.M8)).containsExactly(elsewhere);
    }

    private void prove(long floor, long sequence) {
        var progress = store.progress(Samples.M7);
        var claim = new Claim(new Counter(floor), new Sequence(sequence));
        store.advance(progress.with(progress.of(FIRST).with(claim)));
    }

    private Hold held(long counter, Account account) {
        return held(counter, account, true);
    }

    private Hold held(long counter, Account account, boolean isStored) {
        var hold = samples.hold(account, counter);
        store.put(hold);
        if (isStored) {
            store.put(account.with(hold.open()));
        }
        index.found.add(new Found(hold.id(), new Counter(counter)));
        return hold;
    }

    private Account newcomer() {
        return samples.account(1000);
    }

    /// With ten sales over thirty days.
    private Account trusted() {
        var account = newcomer();
        var conduct = account.conduct();
        return account.with(
                new Conduct(
                        conduct.reviews(),
                        conduct.pace(),
                        new Standing(10, LATER.minus(Duration.ofDays(30)), Instant.EPOCH),
                        conduct.spending(),
                        conduct.refunds()));
    }

    /// The account of a hold as it was before.
    private Account newcomerLike(Hold hold) {
        return account(hold).ended(hold.id(), Money.of(0, "EUR"));
    }

    private Account account(Hold hold) {
        return store.account(hold.account()).orElseThrow();
    }

    private long available(Hold hold) {
        return account(hold).available().minorUnits();
    }

    private HoldState state(Hold hold) {
        return store.hold(hold.id()).orElseThrow().state();
    }
}
