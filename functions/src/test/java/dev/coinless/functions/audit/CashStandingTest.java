package dev.coinless.functions.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.audit.CashStanding.Step;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CashStandingTest {

    private static final ModuleId M7 = ModuleId.fromHex("0a0b0c0d0e07");
    private static final Generation FIRST = new Generation(1);

    private final List<CashSale> history =
            IntStream.rangeClosed(1, 20)
                    .mapToObj(i -> new CashSale(CashSource.CASH_SALE, i, 100 + i, Set.of(), i))
                    .toList();

    @Test
    void whatContinuesTheNumbersIsTakenFromWhereItIsNew() {
        var one = brings(CashStanding.none(M7, FIRST), batch(1, 5));
        var two = brings(one.next(), batch(3, 9));

        assertThat(one.part()).isEqualTo(new Sequence(1));
        assertThat(two.part()).isEqualTo(new Sequence(6));
        assertThat(two.next().upTo()).isEqualTo(new Sequence(9));
        assertThat(two.next().version()).isEqualTo(2);
        assertThat(two.next().chain()).isEqualTo(batch(1, 9).chainAt(new Sequence(9)));
    }

    @Test
    void whatIsKnownBringsNothingAndAGapNeither() {
        var standing = brings(CashStanding.none(M7, FIRST), batch(1, 5)).next();

        assertThat(standing.take(batch(1, 5))).isEqualTo(new Step.Known());
        assertThat(standing.take(batch(1, 3))).isEqualTo(new Step.Known());
        assertThat(standing.take(batch(7, 9))).isEqualTo(new Step.Gap());
    }

    @Test
    void otherSalesUnderTheSameNumbersContradict() {
        var standing = brings(CashStanding.none(M7, FIRST), batch(1, 5)).next();
        var changed = new ArrayList<>(history.subList(0, 7));
        changed.set(2, changed.get(3));

        assertThat(standing.take(of(1, CashSale.NO_CHAIN, changed)))
                .isEqualTo(new Step.Contradicts());
        assertThat(standing.take(of(1, CashSale.NO_CHAIN, changed.subList(0, 5))))
                .isEqualTo(new Step.Contradicts());
        assertThat(standing.take(of(6, Bytes.utf8("another").sha256(), history.subList(5, 9))))
                .isEqualTo(new Step.Contradicts());
        assertThat(CashStanding.none(M7, FIRST).take(of(1, Bytes.utf8("a past").sha256(), history)))
                .isEqualTo(new Step.Contradicts());
    }

    @Test
    void inWhateverOrderAndNumberBatchesComeEverySaleIsKeptOnce() {
        var random = AwsMode.dice(7);
        for (int run = 0; run < 200; run++) {
            var standing = CashStanding.none(M7, FIRST);
            var kept = new ArrayList<CashSale>();
            while (standing.upTo().value() < 20) {
                int from = 1 + random.nextInt(20);
                int to = from + random.nextInt(21 - from);
                var batch = batch(from, to);
                if (standing.take(batch) instanceof Step.Brings(var next, var part)) {
                    kept.addAll(
                            batch.sales().subList((int) part.value() - from, batch.sales().size()));
                    standing = next;
                }
            }
            assertThat(kept).isEqualTo(history);
        }
    }

    private static Step.Brings brings(CashStanding standing, CashSales batch) {
        return (Step.Brings) standing.take(batch);
    }

    private CashSales batch(int from, int to) {
        var chain = CashSale.NO_CHAIN;
        for (var sale : history.subList(0, from - 1)) {
            chain = sale.chainedTo(chain);
        }
        return of(from, chain, history.subList(from - 1, to));
    }

    private static CashSales of(int first, Bytes before, List<CashSale> sales) {
        return new CashSales(
                M7, FIRST, new Sequence(first), before, 99, Currency.getInstance("EUR"), sales);
    }
}
