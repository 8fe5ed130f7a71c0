package dev.coinless.model.cash;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Currencies;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;

/// CASH: a module's signed word on sales for coins, in the order of their own numbers without gap.
/// It is made anew for each bundle, so one sale may stand in several; its number tells.
///
/// @param first the number of the first sale, from 1 within the generation
/// @param before the chain up to the sale before the first, see [CashSale#chainedTo]
/// @param powered seconds that the module had run in all its life when it signed: what the sales'
///   times are compared with
/// @param sales at least one
public record CashSales(
        ModuleId module,
        Generation generation,
        Sequence first,
        Bytes before,
        long powered,
        Currency currency,
        List<CashSale> sales) {

    /// Bounds the work on one batch; usual sales of 12 bytes fill an item.
    public static final int MAX_SALES = 1024;

    /// The longest a sale may be in its batch, in bytes.
    public static final int LONGEST_SALE = 17;

    /// What the batch takes beside its sales at most, in bytes: envelope, heads and numbers.
    public static final int OVERHEAD = 200;

    private static final int FIELDS = 7;
    private static final int MAX_CURRENCY = 999;

    public CashSales {
        before.requireLength("chain", CashSale.NO_CHAIN.length());
        sales = List.copyOf(sales);
        if (sales.isEmpty() || sales.size() > MAX_SALES) {
            throw new IllegalArgumentException(
                    "a batch has 1 to %d sales, not %d".formatted(MAX_SALES, sales.size()));
        }
        if (first.value() == 0 || first.value() + sales.size() - 1 > Sequence.MAX) {
            throw new IllegalArgumentException("sales are numbered from 1, not from " + first);
        }
    }

    /// The number of its last sale.
    public Sequence last() {
        return new Sequence(first.value() + sales.size() - 1);
    }

    /// The chain up to and with the sale of a number, or the one before the first.
    public Bytes chainAt(Sequence number) {
        var chain = before;
        for (int i = 0; i < number.value() - first.value() + 1; i++) {
            chain = sales.get(i).chainedTo(chain);
        }
        return chain;
    }

    public Envelope sign(Signer moduleKey, Environment environment) {
        var claims =
                Claims.body(
                        Item.of(module.value()),
                        Item.of(generation.value()),
                        Item.of(first.value()),
                        Item.of(before),
                        Item.of(powered),
                        Item.of(currency.getNumericCode()),
                        new Item.Array(sales.stream().map(CashSale::item).toList()));
        return Envelope.sign(
                ObjectType.CASH,
                environment,
                ModuleKeyId.of(module, generation),
                claims,
                moduleKey);
    }

    /// Reads the claims of a CASH envelope; the signature is the caller's to check.
    ///
    /// @throws Malformed if they are not those of a batch
    public static CashSales decode(Envelope envelope) throws Malformed {
        var body = envelope.claims().only(Set.of(Claims.BODY)).body(FIELDS);
        var sales = new ArrayList<CashSale>();
        for (var each : body.get(6).itemsUpTo("cash sales", MAX_SALES)) {
            sales.add(CashSale.decode(each));
        }
        long first = body.get(2).unsigned("first number", Sequence.MAX);
        if (sales.isEmpty() || first == 0 || first + sales.size() - 1 > Sequence.MAX) {
            throw new Malformed("a batch has at least one sale, numbered from 1");
        }
        var batch =
                new CashSales(
                        new ModuleId(body.get(0).bytes("module", ModuleId.LENGTH)),
                        new Generation((int) body.get(1).unsigned("generation", Generation.MAX)),
                        new Sequence(first),
                        body.get(3).bytes("chain", CashSale.NO_CHAIN.length()),
                        body.get(4).unsigned("powered", CashSale.MAX_POWERED),
                        Currencies.ofNumber((int) body.get(5).unsigned("currency", MAX_CURRENCY))
                                .orElseThrow(() -> new Malformed("a currency not known")),
                        sales);
        ModuleKeyId.require(envelope, batch.module, batch.generation);
        return batch;
    }
}
