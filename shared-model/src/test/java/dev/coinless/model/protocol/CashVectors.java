package dev.coinless.model.protocol;

import static dev.coinless.model.protocol.GoldenVectors.generation;
import static dev.coinless.model.protocol.GoldenVectors.module;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashAck;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.cash.Remark;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Currencies;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the outputs of the vectors of sales for coins.
final class CashVectors {
    private CashVectors() {}

    static CashSales batch(Vector vector) {
        return new CashSales(
                module(vector),
                generation(vector),
                new Sequence(vector.number("first")),
                vector.bytes("before"),
                vector.number("powered"),
                Currencies.ofNumber((int) vector.number("currency")).orElseThrow(),
                sales(vector.text("sales")));
    }

    static Bytes chain(Vector vector, ProtocolPage page) {
        var batch = batch(page.vector(vector.text("batch").substring(1)));
        return batch.chainAt(batch.last());
    }

    static Bytes ack(Vector vector, ProtocolPage page) {
        var chain = page.vector(vector.text("chain").substring(1)).output("chain");
        return new CashAck(new Sequence(vector.number("number")), chain).encoded();
    }

    /// `SOURCE/place/price/powered` each, and `/REMARK+REMARK` if there are any.
    private static List<CashSale> sales(String text) {
        return Arrays.stream(text.split(" "))
                .map(each -> each.split("/"))
                .map(parts ->
                        new CashSale(
                                CashSource.valueOf(parts[0]),
                                Integer.parseInt(parts[1]),
                                Long.parseLong(parts[2]),
                                parts.length > 4 ? remarks(parts[4]) : Set.of(),
                                Long.parseLong(parts[3])))
                .toList();
    }

    private static Set<Remark> remarks(String text) {
        return Arrays.stream(text.split("\\+")).map(Remark::valueOf).collect(Collectors.toSet());
    }
}
