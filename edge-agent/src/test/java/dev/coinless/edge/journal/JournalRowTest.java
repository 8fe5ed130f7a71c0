package dev.coinless.edge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows of the journal: modules in the field have them, so their form never changes.
class JournalRowTest {

    private static final Counter FIVE = new Counter(5);
    private static final Bytes TEXT = Bytes.utf8("text");
    private static final CashSale SALE = new CashSale(CashSource.CASH_SALE, 12, 175, Set.of(), 9);
    private static final Bytes CHAIN = SALE.chainedTo(CashSale.NO_CHAIN);

    /// Each kind of record, with the row it is.
    private static final Map<JournalRecord, JournalRow> ROWS =
            Map.ofEntries(
                    row(new Reserved(new Counter(64), Duration.ofSeconds(3)), 64, 3, Bytes.EMPTY),
                    row(
                            new Intended(FIVE, 2, VendedItem.MAX_ITEM, Grant.MAX_CAP),
                            5,
                            2,
                            numbers(VendedItem.MAX_ITEM, Grant.MAX_CAP)),
                    row(new Resulted(FIVE, 2, VendResult.VENDED), 5, 2, Bytes.fromHex("8101")),
                    row(new Resulted(FIVE, 3, VendResult.FAILED), 5, 3, Bytes.fromHex("8102")),
                    row(new Receipted(FIVE, new Sequence(7), TEXT), 5, 7, TEXT),
                    row(
                            new Acknowledged(
                                    new Sequence(7), Duration.ofSeconds(Integer.MAX_VALUE)),
                            0,
                            7,
                            Bytes.fromHex("811a7fffffff")),
                    row(new Certified(TEXT), 0, 0, TEXT),
                    row(new Refused(Refusal.NO_PROOF, 3), 0, 3, numbers(Refusal.NO_PROOF.number())),
                    row(new Configured(TEXT), 0, 0, TEXT),
                    row(new Denied(TEXT), 0, 0, TEXT),
                    row(
                            new Sold(new Sequence(4), SALE, CHAIN),
                            0,
                            4,
                            items(Item.of(SALE.encoded()), Item.of(CHAIN))),
                    row(new SoldAcknowledged(new Sequence(4)), 0, 4, Bytes.EMPTY),
                    row(new Witnessed(TEXT), 0, 0, TEXT));

    @Test
    void aRecordOfEachKindIsItsRowAndReadAgain() throws Malformed {
        for (var each : ROWS.entrySet()) {
            assertThat(JournalRow.of(each.getKey())).isEqualTo(each.getValue());
            assertThat(each.getValue().record()).isEqualTo(each.getKey());
        }
        assertThat(ROWS.keySet().stream().map(JournalRecord::kind).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(RecordKind.CONSUMED)));
    }

    @Test
    void aConsumptionKeepsEveryFieldOfItsGrant() throws Malformed {
        var consumption = JournalContractTest.consumption(FIVE);

        var row = JournalRow.of(new Consumed(consumption));

        assertThat(row).isEqualTo(new JournalRow(RecordKind.CONSUMED, 5, 0, items(fields())));
        assertThat(row.record()).isEqualTo(new Consumed(consumption));
    }

    @Test
    void aDamagedConsumptionIsMalformed() {
        assertMalformed(RecordKind.CONSUMED, items());
        assertFieldMalformed(0, Item.of(Bytes.EMPTY));
        assertFieldMalformed(1, Item.of(TEXT));
        assertFieldMalformed(2, Item.of(Grant.MAX_CAP + 1));
        assertFieldMalformed(3, Item.of(1));
        assertFieldMalformed(3, Item.of(1000));
        assertFieldMalformed(4, Item.of(256));
        assertFieldMalformed(5, Item.of(Grant.ANY_LINE + 1));
        assertFieldMalformed(6, Item.of(1));
    }

    @ParameterizedTest
    @CsvSource({
        "INTENT, 8100", // one field
        "INTENT, 8201", // cut short
        "INTENT, 821a0001000000", // an item above the highest
        "INTENT, 82001b0000000100000000", // a price above the highest cap
        "INTENT, 822000", // negative
        "RESULT, 8100", // results that are not known
        "RESULT, 8103",
        "RESULT, 81190100",
        "RESULT, 80",
        "ACK, 8120", // negative
        "ACK, 811a80000000", // more seconds than a module can run
        "ACK, 820000",
        "REFUSED, 8118ff", // a reason that is not known
        "REFUSED, 81190100",
        "CASH, 80",
        "CASH, 824041ff", // no sale
        "CASH, ff"
    })
    void aDamagedRowIsMalformed(RecordKind kind, String body) {
        assertMalformed(kind, Bytes.fromHex(body));
    }

    @Test
    void aSaleForCoinsWithAnotherChainThanAHashIsMalformed() {
        assertMalformed(RecordKind.CASH, items(Item.of(SALE.encoded()), Item.of(TEXT)));
        assertMalformed(
                RecordKind.CASH, items(Item.of(SALE.encoded()), Item.of(CHAIN), Item.of(1)));
    }

    private static void assertFieldMalformed(int index, Item wrong) {
        var fields = fields();
        fields[index] = wrong;
        assertMalformed(RecordKind.CONSUMED, items(fields));
    }

    private static void assertMalformed(RecordKind kind, Bytes body) {
        assertThatThrownBy(() -> new JournalRow(kind, 5, 1, body).record())
                .as("%s %s", kind, body.hex())
                .isInstanceOf(Malformed.class);
    }

    /// Those of [JournalContractTest#consumption].
    private static Item[] fields() {
        var consumption = JournalContractTest.consumption(FIVE);
        return new Item[] {
            Item.of(consumption.grant().value()),
            Item.of(consumption.tokenHash()),
            Item.of(500),
            Item.of(978),
            Item.of(2),
            Item.of(Grant.ANY_LINE),
            consumption.evidence().item()
        };
    }

    private static Bytes numbers(long... numbers) {
        return items(java.util.Arrays.stream(numbers).mapToObj(Item::of).toArray(Item[]::new));
    }

    private static Bytes items(Item... items) {
        return Cbor.encode(new Item.Array(List.of(items)));
    }

    private static Map.Entry<JournalRecord, JournalRow> row(
            JournalRecord record, long counter, long number, Bytes body) {
        return Map.entry(record, new JournalRow(record.kind(), counter, number, body));
    }
}
