package dev.coinless.model.cash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.id.Sequence;
import dev.coinless.model.samples.CashSamples;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CashSalesTest {
    private final Samples samples = new Samples(Seed.random());
    private final CashSamples cash = new CashSamples(samples);

    @Test
    void everySaleIsReadAsItWasWrittenAndIsAsShortAsPromised() throws Malformed {
        for (int i = 0; i < 1000; i++) {
            var sale = cash.sale();

            assertThat(CashSale.decode(sale.encoded())).isEqualTo(sale);
            assertThat(sale.encoded().length()).isLessThanOrEqualTo(CashSales.LONGEST_SALE);
        }
    }

    @Test
    void aSaleWithARemarkIsNoMoney() {
        var sale = new CashSale(CashSource.CASH_SALE, 12, 175, Set.of(), 60);
        var test = new CashSale(CashSource.CASH_SALE, 12, 175, Set.of(Remark.TEST), 60);

        assertThat(sale.isMoney()).isTrue();
        assertThat(test.isMoney()).isFalse();
    }

    @Test
    void theChainTellsTwoHistoriesApartWhereverTheyDiffer() {
        var sales = new ArrayList<>(List.of(cash.sale(), cash.sale(), cash.sale()));
        var batch = of(sales);
        Collections.swap(sales, 0, 1);
        var swapped = of(sales);

        assertThat(batch.chainAt(new Sequence(4))).isEqualTo(CashSale.NO_CHAIN);
        assertThat(batch.chainAt(new Sequence(5)))
                .isEqualTo(batch.sales().getFirst().chainedTo(CashSale.NO_CHAIN));
        assertThat(swapped.chainAt(swapped.last())).isNotEqualTo(batch.chainAt(batch.last()));
    }

    @Test
    void whatIsChainedInTwoBatchesIsChainedAsInOne() {
        var sales = List.of(cash.sale(), cash.sale(), cash.sale(), cash.sale());
        var whole = of(sales);
        var start = of(sales.subList(0, 2));

        var chain = start.chainAt(start.last());
        for (var sale : sales.subList(2, 4)) {
            chain = sale.chainedTo(chain);
        }

        assertThat(chain).isEqualTo(whole.chainAt(whole.last()));
    }

    @Test
    void theLongestBatchThatAModuleMakesFitsAnItem() {
        var longest =
                new CashSale(
                        CashSource.CASH_SALE,
                        CashSale.MAX_PLACE,
                        CashSale.MAX_PRICE,
                        Set.of(Remark.values()),
                        CashSale.MAX_POWERED);
        int count = (SyncBundle.MAX_ITEM - CashSales.OVERHEAD) / CashSales.LONGEST_SALE;
        var batch =
                new CashSales(
                        samples.module(),
                        samples.generation(),
                        new Sequence(Sequence.MAX - count + 1),
                        CashSale.NO_CHAIN,
                        CashSale.MAX_POWERED,
                        samples.money().currency(),
                        Collections.nCopies(count, longest));

        var encoded = batch.sign(samples.keys().ed25519(), SignedSample.ENVIRONMENT).encoded();

        assertThat(encoded.length()).isLessThanOrEqualTo(SyncBundle.MAX_ITEM);
    }

    @Test
    void aBatchWithoutSalesOrWithNumbersThatDoNotExistIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from(new Sequence(0), List.of(cash.sale())));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> from(new Sequence(Sequence.MAX), List.of(cash.sale(), cash.sale())));
    }

    @Test
    void anAcknowledgementIsReadAsItWasWritten() throws Malformed {
        var ack = new CashAck(samples.sequence(), samples.bytes(32));

        assertThat(CashAck.decode(ack.encoded())).isEqualTo(ack);
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> CashAck.decode(ack.encoded().first(ack.encoded().length() - 1)));
    }

    private CashSales of(List<CashSale> sales) {
        return from(new Sequence(5), sales);
    }

    private CashSales from(Sequence first, List<CashSale> sales) {
        return new CashSales(
                samples.module(),
                samples.generation(),
                first,
                CashSale.NO_CHAIN,
                99,
                samples.money().currency(),
                sales);
    }
}
