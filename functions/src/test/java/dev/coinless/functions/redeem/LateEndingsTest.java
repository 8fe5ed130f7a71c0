package dev.coinless.functions.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Conduct;
import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.ledger.Standing;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Holds that are overdue, free for now, and end afterwards.
class LateEndingsTest {

    private static final Instant EXPIRY = Samples.NOW.plus(Duration.ofMinutes(5));
    private static final Instant OVERDUE = EXPIRY.plus(SettleHold.PATIENCE);
    private static final ReceiptKey KEY =
            new ReceiptKey(Samples.M7, new Generation(1), new Sequence(1));

    private final Samples samples = new Samples(27);
    private final Account known = trusted(samples.account(1000));
    private final Hold hold = samples.hold(known, 5);
    private final Account holding = known.with(hold.open());

    @Test
    void aHoldIsOverdueFifteenMinutesAfterItsGrantExpired() {
        assertThat(SettleHold.isOverdue(hold, OVERDUE.minusSeconds(1))).isFalse();
        assertThat(SettleHold.isOverdue(hold, OVERDUE)).isTrue();
        assertThat(SettleHold.isOverdue(free(), OVERDUE)).isFalse();
    }

    @Test
    void anOverdueHoldOfAKnownCustomerIsSetFreeForNow() {
        assertThat(SettleHold.forNow(hold, holding, OVERDUE.minusSeconds(1))).isEmpty();

        var settled = SettleHold.forNow(hold, holding, OVERDUE).orElseThrow();

        assertThat(settled.before()).isEqualTo(new HoldState.Held());
        assertThat(settled.account().available()).isEqualTo(Money.of(1000, "EUR"));
        assertThat(settled.account().liens()).containsExactly(hold.open());
        assertThat(settled.account().conduct().standing().release()).isEqualTo(OVERDUE);
        assertThat(settled.hold().state()).isInstanceOf(HoldState.Released.class);
        assertThat(settled.hold().ending().orElseThrow())
                .isEqualTo(
                        new Entry(
                                Entry.Kind.RELEASE,
                                settled.account().version(),
                                OVERDUE,
                                Money.of(0, "EUR")));
    }

    @Test
    void nobodyElsesHoldIsSetFree() {
        var standing = known.conduct().standing();
        var fewSales = new Standing(9, standing.first(), standing.release());
        var newcomer = new Standing(10, OVERDUE.minus(Duration.ofDays(29)), Instant.EPOCH);
        var lately = new Standing(10, standing.first(), OVERDUE.minus(Duration.ofDays(6)));
        for (var other : List.of(fewSales, newcomer, lately)) {
            assertThat(SettleHold.forNow(hold, with(holding, other), OVERDUE)).isEmpty();
        }

        var owing = holding.charged(Money.of(501, "EUR"));
        assertThat(SettleHold.forNow(hold, owing, OVERDUE)).isEmpty();
        var second = samples.hold(known, 6);
        var rich = trusted(samples.account(1000)).with(hold.open()).with(second.open());
        assertThat(SettleHold.forNow(hold, rich, OVERDUE)).isPresent();
        assertThat(SettleHold.forNow(hold, rich.released(second.id()), OVERDUE)).isEmpty();
    }

    @Test
    void accountAndHoldFitIfTheyWereReadInTheSameState() {
        var lien = holding.released(hold.id());
        var ended = holding.ended(hold.id(), Money.of(0, "EUR"));
        var entry = hold.release(holding, Samples.NOW);

        assertFits(hold, holding, lien, ended);
        assertFits(free(), lien, holding, ended);
        for (var state :
                List.of(
                        new HoldState.Captured(entry, KEY),
                        new HoldState.Voided(entry, KEY),
                        new HoldState.VoidedByProof(entry),
                        new HoldState.Reviewed(entry, KEY),
                        new HoldState.Decided(entry, new HoldState.Ground.Nothing(), "lost"))) {
            assertFits(hold.with(state), ended, holding, lien);
        }
    }

    @Test
    void aLateSaleTakesTheMoneyAndCountsAsASale() {
        var lien = holding.released(hold.id());
        var receipt = samples.receipt(hold, Outcome.VENDED, 175).receipt();

        var settled = SettleHold.by(receipt, Judgement.SALE, free(), lien, OVERDUE).orElseThrow();

        assertThat(settled.account().available()).isEqualTo(Money.of(825, "EUR"));
        assertThat(settled.account().liens()).isEmpty();
        assertThat(settled.account().conduct().standing().sales()).isEqualTo(11);
        assertThat(settled.account().conduct().spending().on(OVERDUE)).isEqualTo(175);
        assertThat(settled.hold().ending().orElseThrow().kind()).isEqualTo(Entry.Kind.LATE_CAPTURE);
        assertThat(settled.hold().receipt()).contains(KEY);
    }

    @Test
    void onlyAnUnknownOutcomeCountsAsAReview() {
        var receipt = samples.receipt(hold, Outcome.UNKNOWN, 0).receipt();
        for (var judgement : Judgement.values()) {
            var settled = SettleHold.by(receipt, judgement, hold, holding, OVERDUE);

            settled.ifPresent(it ->
                    assertThat(it.account().conduct().reviews().count())
                            .as("%s", judgement)
                            .isEqualTo(judgement == Judgement.UNKNOWN_OUTCOME ? 1 : 0));
            assertThat(settled.isPresent()).isEqualTo(judgement.showsCodeSpent());
        }
    }

    private static void assertFits(Hold hold, Account fitting, Account... others) {
        assertThat(SettleHold.fit(fitting, hold)).as("%s", hold.state()).isTrue();
        for (var other : others) {
            assertThat(SettleHold.fit(other, hold)).as("%s", hold.state()).isFalse();
        }
    }

    private Hold free() {
        return hold.with(new HoldState.Released(hold.releaseForNow(holding, Samples.NOW)));
    }

    /// With ten sales over thirty days.
    private static Account trusted(Account account) {
        return with(account, new Standing(10, OVERDUE.minus(Duration.ofDays(30)), Instant.EPOCH));
    }

    private static Account with(Account account, Standing standing) {
        var conduct = account.conduct();
        return account.with(
                new Conduct(
                        conduct.reviews(),
                        conduct.pace(),
                        standing,
                        conduct.spending(),
                        conduct.refunds()));
    }
}
