package dev.coinless.edge.journal;

import dev.coinless.edge.journal.JournalRecord.Acknowledged;
import dev.coinless.edge.journal.JournalRecord.Certified;
import dev.coinless.edge.journal.JournalRecord.Configured;
import dev.coinless.edge.journal.JournalRecord.Consumed;
import dev.coinless.edge.journal.JournalRecord.Denied;
import dev.coinless.edge.journal.JournalRecord.Intended;
import dev.coinless.edge.journal.JournalRecord.Receipted;
import dev.coinless.edge.journal.JournalRecord.Refused;
import dev.coinless.edge.journal.JournalRecord.Reserved;
import dev.coinless.edge.journal.JournalRecord.Resulted;
import dev.coinless.edge.journal.JournalRecord.Sold;
import dev.coinless.edge.journal.JournalRecord.SoldAcknowledged;
import dev.coinless.edge.journal.JournalRecord.Witnessed;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Currencies;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.List;

/// A record as a row of any table: two numbers to find it by, and the rest as CBOR.
///
/// @param counter of the consumption it is about, or the highest reserved one; 0 if none
/// @param number vend number, sequence, seconds or count, by kind; 0 if none
public record JournalRow(RecordKind kind, long counter, long number, Bytes body) {

    private static final int CONSUMED_FIELDS = 7;
    private static final int MAX_VENDS = 255;
    private static final int MAX_CURRENCY = 999;

    public static JournalRow of(JournalRecord record) {
        var kind = record.kind();
        return switch (record) {
            case Reserved(var upTo, var powered) ->
                    new JournalRow(kind, upTo.value(), powered.toSeconds(), Bytes.EMPTY);
            case Consumed(var consumption) ->
                    new JournalRow(kind, consumption.counter().value(), 0, encode(consumption));
            case Intended(var counter, int number, int item, long price) ->
                    new JournalRow(kind, counter.value(), number, array(item, price));
            case Resulted(var counter, int number, var result) ->
                    new JournalRow(kind, counter.value(), number, array(result.number()));
            case Receipted(var counter, var sequence, var receipt) ->
                    new JournalRow(kind, counter.value(), sequence.value(), receipt);
            case Acknowledged(var upTo, var powered) ->
                    new JournalRow(kind, 0, upTo.value(), array(powered.toSeconds()));
            case Certified(var keyCert) -> new JournalRow(kind, 0, 0, keyCert);
            case Refused(var reason, long count) ->
                    new JournalRow(kind, 0, count, array(reason.number()));
            case Configured(var config) -> new JournalRow(kind, 0, 0, config);
            case Denied(var denylist) -> new JournalRow(kind, 0, 0, denylist);
            case Sold(var number, var sale, var chain) ->
                    new JournalRow(kind, 0, number.value(), encode(sale, chain));
            case Witnessed(var header) -> new JournalRow(kind, 0, 0, header);
            case SoldAcknowledged(var upTo) -> new JournalRow(kind, 0, upTo.value(), Bytes.EMPTY);
        };
    }

    /// The record.
    ///
    /// @throws Malformed if the row is not one that this build writes
    public JournalRecord record() throws Malformed {
        return switch (kind) {
            case RESERVED -> new Reserved(new Counter(counter), Duration.ofSeconds(number));
            case CONSUMED -> new Consumed(decodeConsumption());
            case INTENT ->
                    new Intended(
                            new Counter(counter),
                            (int) number,
                            (int) field(0, 2).unsigned("item", VendedItem.MAX_ITEM),
                            field(1, 2).unsigned("price", Grant.MAX_CAP));
            case RESULT -> new Resulted(new Counter(counter), (int) number, result());
            case RECEIPT -> new Receipted(new Counter(counter), new Sequence(number), body);
            case ACK ->
                    new Acknowledged(
                            new Sequence(number),
                            Duration.ofSeconds(field(0, 1).unsigned("powered", Integer.MAX_VALUE)));
            case KEYCERT -> new Certified(body);
            case REFUSED -> new Refused(refusal(), number);
            case CONFIG -> new Configured(body);
            case DENYLIST -> new Denied(body);
            case CASH -> decodeSold();
            case CASH_ACK -> new SoldAcknowledged(new Sequence(number));
            case HEADER -> new Witnessed(body);
        };
    }

    private static Bytes encode(Consumption consumption) {
        return Cbor.encode(
                Item.array(
                        Item.of(consumption.grant().value()),
                        Item.of(consumption.tokenHash()),
                        Item.of(consumption.cap().minorUnits()),
                        Item.of(consumption.cap().currency().getNumericCode()),
                        Item.of(consumption.vends()),
                        Item.of(consumption.lines()),
                        consumption.evidence().item()));
    }

    private Consumption decodeConsumption() throws Malformed {
        var fields = fields(CONSUMED_FIELDS);
        int currency = (int) fields.get(3).unsigned("currency", MAX_CURRENCY);
        return new Consumption(
                new Counter(counter),
                new GrantId(fields.get(0).bytes("grant", GrantId.LENGTH)),
                fields.get(1).bytes("token hash", Receipt.HASH_LENGTH),
                new Money(
                        fields.get(2).unsigned("cap", Grant.MAX_CAP),
                        Currencies.ofNumber(currency)
                                .orElseThrow(() -> new Malformed("a currency not known"))),
                (int) fields.get(4).unsigned("vends", MAX_VENDS),
                fields.get(5).unsigned("lines", Grant.ANY_LINE),
                Evidence.decode(fields.get(6)));
    }

    private static Bytes encode(CashSale sale, Bytes chain) {
        return Cbor.encode(Item.array(Item.of(sale.encoded()), Item.of(chain)));
    }

    private Sold decodeSold() throws Malformed {
        var sale = field(0, 2).bytesUpTo("sale", CashSales.LONGEST_SALE);
        return new Sold(
                new Sequence(number),
                CashSale.decode(sale),
                field(1, 2).bytes("chain", CashSale.NO_CHAIN.length()));
    }

    private VendResult result() throws Malformed {
        return VendResult.of(field(0, 1).unsigned("result", 255))
                .orElseThrow(() -> new Malformed("a result not known"));
    }

    private Refusal refusal() throws Malformed {
        return Refusal.of((int) field(0, 1).unsigned("reason", 255))
                .orElseThrow(() -> new Malformed("a refusal not known"));
    }

    private Item field(int index, int size) throws Malformed {
        return fields(size).get(index);
    }

    private List<Item> fields(int size) throws Malformed {
        return Cbor.decode(body).items("journal record", size);
    }

    private static Bytes array(long... numbers) {
        var items = java.util.Arrays.stream(numbers).mapToObj(Item::of).toArray(Item[]::new);
        return Cbor.encode(Item.array(items));
    }
}
