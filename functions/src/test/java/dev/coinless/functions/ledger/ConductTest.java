package dev.coinless.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What limits look at, at the edges of its times.
class ConductTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void thePaceIsThatOfTheMinute() {
        var pace = Pace.NONE.oneMore(NOON).oneMore(NOON.plusSeconds(59));

        assertThat(pace.in(NOON)).isEqualTo(2);
        assertThat(pace.in(NOON.plusSeconds(59))).isEqualTo(2);
        assertThat(pace.in(NOON.plusSeconds(60))).isZero();
        assertThat(pace.oneMore(NOON.plusSeconds(60))).isEqualTo(new Pace(pace.minute() + 1, 1));
        assertThat(pace.minute()).isEqualTo(NOON.getEpochSecond() / 60);
    }

    @Test
    void aReviewIsForgottenAfterADayWithoutOne() {
        var reviews = Reviews.NONE.oneMore(NOON).oneMore(NOON.plusSeconds(60));
        var end = NOON.plusSeconds(60).plus(Reviews.WINDOW);

        assertThat(Reviews.NONE.recent(NOON)).isZero();
        assertThat(reviews.recent(end.minus(SECOND))).isEqualTo(2);
        assertThat(reviews.recent(end)).isZero();
        assertThat(reviews.oneMore(end.minus(SECOND)).count()).isEqualTo(3);
        assertThat(reviews.oneMore(end)).isEqualTo(new Reviews(1, end));
    }

    @Test
    void aRefundIsForgottenAfterThirtyDaysWithoutOne() {
        var refunds = Refunds.NONE.oneMore(NOON).oneMore(NOON.plusSeconds(60));
        var end = NOON.plusSeconds(60).plus(Refunds.WINDOW);

        assertThat(Refunds.NONE.recent(NOON)).isZero();
        assertThat(refunds.recent(end.minus(SECOND))).isEqualTo(2);
        assertThat(refunds.recent(end)).isZero();
        assertThat(refunds.oneMore(end)).isEqualTo(new Refunds(1, end));
    }

    @Test
    void spendingIsThatOfTheDay() {
        var midnight = Instant.parse("2026-03-02T00:00:00Z");
        var spending = Spending.NONE.plus(175, NOON).plus(200, midnight.minus(SECOND));

        assertThat(spending.on(NOON)).isEqualTo(375);
        assertThat(spending.on(midnight.minus(SECOND))).isEqualTo(375);
        assertThat(spending.on(midnight)).isZero();
        assertThat(spending.plus(5, midnight)).isEqualTo(new Spending(spending.day() + 1, 5));
        assertThat(spending.day()).isEqualTo(NOON.getEpochSecond() / 86_400);
    }

    @Test
    void aGoodStandingTakesTenSalesOverThirtyDays() {
        var standing = Standing.NONE;
        for (int sale = 1; sale <= 9; sale++) {
            standing = standing.sold(NOON.plus(Duration.ofDays(sale)));
        }
        var known = NOON.plus(Duration.ofDays(1)).plus(Standing.KNOWN);
        assertThat(standing.isGood(known)).isFalse();

        standing = standing.sold(NOON.plus(Duration.ofDays(10)));

        assertThat(standing.first()).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(standing.sales()).isEqualTo(10);
        assertThat(standing.isGood(known.minus(SECOND))).isFalse();
        assertThat(standing.isGood(known)).isTrue();
    }

    @Test
    void oneHoldIsReleasedInSevenDays() {
        var standing = Standing.NONE.sold(NOON).released(NOON);
        var again = NOON.plus(Standing.BETWEEN_RELEASES);

        assertThat(standing).isEqualTo(new Standing(1, NOON, NOON));
        assertThat(standing.mayRelease(again.minus(SECOND))).isFalse();
        assertThat(standing.mayRelease(again)).isTrue();
    }

    @Test
    void eachDeedCountsWhereItBelongsAndNowhereElse() {
        var conduct = Conduct.NEW;

        assertThat(conduct.reviewed(NOON))
                .isEqualTo(
                        new Conduct(
                                new Reviews(1, NOON),
                                Pace.NONE,
                                Standing.NONE,
                                Spending.NONE,
                                Refunds.NONE));
        assertThat(conduct.granted(NOON))
                .isEqualTo(
                        new Conduct(
                                Reviews.NONE,
                                Pace.NONE.oneMore(NOON),
                                Standing.NONE,
                                Spending.NONE,
                                Refunds.NONE));
        assertThat(conduct.sold(Money.of(175, "EUR"), NOON))
                .isEqualTo(
                        new Conduct(
                                Reviews.NONE,
                                Pace.NONE,
                                Standing.NONE.sold(NOON),
                                Spending.NONE.plus(175, NOON),
                                Refunds.NONE));
        assertThat(conduct.released(NOON))
                .isEqualTo(
                        new Conduct(
                                Reviews.NONE,
                                Pace.NONE,
                                Standing.NONE.released(NOON),
                                Spending.NONE,
                                Refunds.NONE));
        assertThat(conduct.refunded(NOON))
                .isEqualTo(
                        new Conduct(
                                Reviews.NONE,
                                Pace.NONE,
                                Standing.NONE,
                                Spending.NONE,
                                new Refunds(1, NOON)));
    }
}
