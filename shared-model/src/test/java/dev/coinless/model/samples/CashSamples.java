package dev.coinless.model.samples;

import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.cash.Remark;
import dev.coinless.model.id.Sequence;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sales for coins with random content.
public record CashSamples(Samples samples) {
    private static final int FEW = 5;

    public CashSale sale() {
        var remarks =
                Arrays.stream(Remark.values())
                        .filter(_ -> samples.random().nextInt(3) == 0)
                        .collect(Collectors.toSet());
        return new CashSale(
                samples.oneOf(CashSource.values()),
                (int) samples.upTo(CashSale.MAX_PLACE),
                samples.upTo(CashSale.MAX_PRICE),
                remarks,
                samples.upTo(CashSale.MAX_POWERED));
    }

    public CashSales batch() {
        var sales = Stream.generate(this::sale).limit(1 + samples.random().nextInt(FEW)).toList();
        return new CashSales(
                samples.module(),
                samples.generation(),
                new Sequence(1 + samples.upTo(Sequence.MAX - sales.size())),
                samples.bytes(CashSale.NO_CHAIN.length()),
                samples.upTo(CashSale.MAX_POWERED),
                samples.money().currency(),
                sales);
    }
}
