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
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every journal owes the agent; the fake of the other tests, the simulation's disk and SQLite
/// pass it.
public abstract class JournalContractTest {

    private static final Counter FIVE = new Counter(5);
    private static final Counter SIX = new Counter(6);
    private static final Counter RING = new Counter(9);

    private Journal journal = new MemoryJournal();

    protected abstract Journal open() throws JournalUnavailable;

    @BeforeEach
    void start() throws JournalUnavailable {
        journal = open();
    }

    @AfterEach
    void end() {
        journal.close();
    }

    @Test
    void remembersEveryKindOfRecordThroughARestart() throws Exception {
        var records =
                List.of(
                        new Reserved(new Counter(64), Duration.ofSeconds(3)),
                        new Certified(Bytes.utf8("a certificate")),
                        new Consumed(consumption(FIVE)),
                        new Intended(FIVE, 1, 12, 175),
                        new Resulted(FIVE, 1, VendResult.FAILED),
                        new Intended(FIVE, 2, 13, 200),
                        new Resulted(FIVE, 2, VendResult.VENDED),
                        new Receipted(FIVE, new Sequence(1), Bytes.utf8("receipt 1")),
                        new Acknowledged(new Sequence(1), Duration.ofSeconds(9)),
                        new Refused(Refusal.NO_PROOF, 3),
                        new Configured(Bytes.utf8("a configuration")),
                        new Denied(Bytes.utf8("a denylist")),
                        new Witnessed(Bytes.utf8("a header")));
        for (var record : records) {
            journal.append(record);
        }

        restart();

        var read = new ArrayList<JournalRecord>();
        journal.forEach(read::add);
        assertThat(read).isEqualTo(records);
        assertThat(journal.of(FIVE)).isEqualTo(records.subList(2, 8));
        assertThat(journal.reserved()).isEqualTo(new Counter(64));
        assertThat(journal.powered()).isEqualTo(Duration.ofSeconds(9));
        assertThat(journal.acknowledged()).isEqualTo(new Sequence(1));
        assertThat(journal.keyCerts()).containsExactly(Bytes.utf8("a certificate"));
        assertThat(journal.receipt(new Sequence(1))).containsExactly(Bytes.utf8("receipt 1"));
        assertThat(journal.pending()).isEmpty();
        assertThat(journal.config()).contains(Bytes.utf8("a configuration"));
        assertThat(journal.denylist()).contains(Bytes.utf8("a denylist"));
        assertThat(journal.header()).contains(Bytes.utf8("a header"));
    }

    @Test
    void ofWhatStandsOnlyTheNewestIsKept() throws Exception {
        for (int version = 1; version <= 3; version++) {
            journal.append(new Configured(Bytes.utf8("config " + version)));
            journal.append(new Denied(Bytes.utf8("denylist " + version)));
            journal.append(new Witnessed(Bytes.utf8("header " + version)));
        }

        restart();

        assertThat(journal.config()).contains(Bytes.utf8("config 3"));
        assertThat(journal.denylist()).contains(Bytes.utf8("denylist 3"));
        assertThat(journal.header()).contains(Bytes.utf8("header 3"));
        assertThat(kinds())
                .containsExactly(RecordKind.CONFIG, RecordKind.DENYLIST, RecordKind.HEADER);
    }

    @Test
    void receiptsAreFoundInTheirOrderAndAsManyAsAreWanted() throws Exception {
        var receipts = new ArrayList<Bytes>();
        for (long counter = 1; counter <= 5; counter++) {
            journal.append(new Consumed(consumption(new Counter(counter))));
            receipts.add(
                    journal.appendReceipt(new Counter(counter), RING, JournalContractTest::text));
        }

        assertThat(journal.receiptsAfter(new Sequence(0), 9)).isEqualTo(receipts);
        assertThat(journal.receiptsAfter(new Sequence(2), 2)).isEqualTo(receipts.subList(2, 4));
        assertThat(journal.receiptsAfter(new Sequence(5), 9)).isEmpty();
    }

    @Tag("exhaustive")
    @Test
    void itDoesNotGrowForEver() throws Exception {
        for (int i = 1; i <= Journal.REFUSALS_KEPT + 50; i++) {
            journal.append(new Reserved(new Counter(64L * i), Duration.ofSeconds(i)));
            journal.append(new Refused(Refusal.NO_PROOF, i));
        }
        for (long counter = 1; counter <= 3; counter++) {
            journal.append(new Consumed(consumption(new Counter(counter))));
            journal.appendReceipt(new Counter(counter), RING, JournalContractTest::text);
            journal.append(new Acknowledged(new Sequence(counter), Duration.ofDays(counter)));
        }
        journal.append(new Certified(Bytes.utf8("old")));
        journal.append(new Certified(Bytes.utf8("new")));

        journal.forgetUpTo(new Sequence(3));
        journal.keepKeyCerts(List.of(Bytes.utf8("new")));
        assertThat(journal.keyCerts()).containsExactly(Bytes.utf8("new"));
        restart();

        assertThat(kinds().stream().filter(RecordKind.REFUSED::equals))
                .hasSize(Journal.REFUSALS_KEPT);
        assertThat(kinds().stream().filter(kind -> kind != RecordKind.REFUSED))
                .containsExactly(
                        RecordKind.RESERVED,
                        RecordKind.CONSUMED,
                        RecordKind.RECEIPT,
                        RecordKind.ACK,
                        RecordKind.KEYCERT);
        assertThat(journal.reserved()).isEqualTo(new Counter(64L * (Journal.REFUSALS_KEPT + 50)));
        assertThat(refusals().getFirst().count()).isEqualTo(51);
        assertThat(refusals().getLast().count()).isEqualTo(Journal.REFUSALS_KEPT + 50);
        assertThat(journal.acknowledged()).isEqualTo(new Sequence(3));
        assertThat(journal.powered()).isEqualTo(Duration.ofDays(3));
        assertThat(journal.keyCerts()).containsExactly(Bytes.utf8("new"));
    }

    @Test
    void whatIsOfNoMoreUseBesideForgottenSalesIsForgottenToo() throws Exception {
        journal.append(new Reserved(new Counter(64), Duration.ofSeconds(1)));
        journal.append(new Reserved(new Counter(128), Duration.ofSeconds(2)));
        for (long counter = 1; counter <= 2; counter++) {
            journal.append(new Consumed(consumption(new Counter(counter))));
            journal.appendReceipt(new Counter(counter), RING, JournalContractTest::text);
            journal.append(new Acknowledged(new Sequence(counter), Duration.ofDays(counter)));
        }
        journal.append(new Certified(Bytes.utf8("old")));
        journal.append(new Certified(Bytes.utf8("new")));

        journal.forgetUpTo(new Sequence(2));
        journal.keepKeyCerts(List.of(Bytes.utf8("new")));

        assertThat(journal.keyCerts()).containsExactly(Bytes.utf8("new"));
        assertThat(kinds())
                .containsExactly(
                        RecordKind.RESERVED,
                        RecordKind.CONSUMED,
                        RecordKind.RECEIPT,
                        RecordKind.ACK,
                        RecordKind.KEYCERT);
        assertThat(journal.reserved()).isEqualTo(new Counter(128));
    }

    @Test
    void whatIsNotAcknowledgedIsNeverForgotten() throws Exception {
        journal.append(new Consumed(consumption(FIVE)));
        journal.appendReceipt(FIVE, RING, JournalContractTest::text);

        assertThatThrownBy(() -> journal.forgetUpTo(new Sequence(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(journal.receipt(new Sequence(1))).hasSize(1);
    }

    @Test
    void anEmptyOneStandsAtTheBeginning() throws Exception {
        assertThat(journal.position(RING))
                .isEqualTo(new Position(RING, new Sequence(0), Receipt.NO_PREVIOUS));
        assertThat(journal.of(FIVE)).isEmpty();
        assertThat(journal.reserved()).isEqualTo(new Counter(0));
        assertThat(journal.receipt(new Sequence(1))).isEmpty();
        assertThat(journal.powered()).isEqualTo(Duration.ZERO);
        assertThat(journal.acknowledged()).isEqualTo(new Sequence(0));
        assertThat(journal.acknowledgedBefore(Duration.ofDays(1))).isEqualTo(new Sequence(0));
        assertThat(journal.keyCerts()).isEmpty();
        assertThat(journal.config()).isEmpty();
        assertThat(journal.denylist()).isEmpty();
        assertThat(journal.header()).isEmpty();
        assertThat(journal.cash()).isEqualTo(CashPosition.NONE);
        assertThat(journal.cash().waiting()).isZero();
    }

    @Test
    void reservationsAndAcknowledgementsNeverGoBack() throws Exception {
        journal.append(new Reserved(new Counter(128), Duration.ofSeconds(3)));
        journal.append(new Reserved(new Counter(64), Duration.ofSeconds(4)));
        journal.append(new Acknowledged(new Sequence(3), Duration.ofSeconds(5)));
        journal.append(new Acknowledged(new Sequence(2), Duration.ofSeconds(6)));

        assertThat(journal.reserved()).isEqualTo(new Counter(128));
        assertThat(journal.acknowledged()).isEqualTo(new Sequence(3));
        assertThat(journal.powered()).isEqualTo(Duration.ofSeconds(6));
        assertThat(journal.acknowledgedBefore(Duration.ofSeconds(4))).isEqualTo(new Sequence(0));
        assertThat(journal.acknowledgedBefore(Duration.ofSeconds(5))).isEqualTo(new Sequence(3));
        assertThat(journal.acknowledgedBefore(Duration.ofSeconds(6))).isEqualTo(new Sequence(3));
    }

    @Test
    void receiptsAreChainedAndCountedWithoutGaps() throws Exception {
        journal.append(new Consumed(consumption(FIVE)));
        journal.append(new Consumed(consumption(SIX)));

        var first = journal.appendReceipt(SIX, RING, JournalContractTest::text);
        restart();
        var second = journal.appendReceipt(FIVE, RING, JournalContractTest::text);

        assertThat(first).isEqualTo(text(new Sequence(1), Receipt.NO_PREVIOUS, FIVE));
        assertThat(second).isEqualTo(text(new Sequence(2), first.sha256(), RING));
        assertThat(journal.position(RING))
                .isEqualTo(new Position(RING, new Sequence(2), second.sha256()));
    }

    @Test
    void aConsumptionWithoutReceiptHoldsTheFloorDown() throws Exception {
        journal.append(new Consumed(consumption(FIVE)));

        assertThat(journal.position(RING).floor()).isEqualTo(FIVE);
        assertThat(journal.position(new Counter(3)).floor()).isEqualTo(new Counter(3));
        assertThat(journal.pending()).containsExactly(FIVE);

        var receipt = journal.appendReceipt(FIVE, RING, JournalContractTest::text);

        assertThat(receipt).isEqualTo(text(new Sequence(1), Receipt.NO_PREVIOUS, RING));
        assertThat(journal.position(RING).floor()).isEqualTo(RING);
    }

    @Test
    void refusesWhatMayHappenOnlyOnce() throws Exception {
        journal.append(new Consumed(consumption(FIVE)));
        journal.append(new Intended(FIVE, 1, 12, 175));
        journal.append(new Resulted(FIVE, 1, VendResult.VENDED));
        journal.append(new Receipted(FIVE, new Sequence(1), Bytes.EMPTY));

        for (var again : journal.of(FIVE)) {
            assertThatThrownBy(() -> journal.append(again))
                    .as("%s", again.kind())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a second " + again.kind());
        }
        assertThat(journal.of(FIVE)).hasSize(4);
    }

    @Test
    void forgetsOnlyWhatWasAcknowledgedLongAgoAndNeverTheLastReceipt() throws Exception {
        for (long counter = 1; counter <= 3; counter++) {
            journal.append(new Consumed(consumption(new Counter(counter))));
            journal.appendReceipt(new Counter(counter), RING, JournalContractTest::text);
        }
        journal.append(new Acknowledged(new Sequence(1), Duration.ofHours(1)));
        journal.append(new Acknowledged(new Sequence(3), Duration.ofHours(5)));

        journal.forgetUpTo(journal.acknowledgedBefore(Duration.ofHours(4)));
        assertThat(journal.of(new Counter(1))).isEmpty();
        assertThat(journal.of(new Counter(2))).hasSize(2);

        journal.forgetUpTo(journal.acknowledgedBefore(Duration.ofHours(6)));
        restart();
        assertThat(journal.of(new Counter(2))).isEmpty();
        assertThat(journal.receipt(new Sequence(3))).hasSize(1);
        assertThat(journal.position(RING).sequence()).isEqualTo(new Sequence(3));
        assertThat(journal.acknowledged()).isEqualTo(new Sequence(3));
    }

    @Test
    void salesForCoinsAreNumberedChainedAndForgottenWhenThePlatformHasThem() throws Exception {
        var chain = CashSale.NO_CHAIN;
        for (int number = 1; number <= 3; number++) {
            var sale = new CashSale(CashSource.CASH_SALE, 12, 100 + number, Set.of(), number);
            chain = sale.chainedTo(chain);
            journal.append(new Sold(new Sequence(number), sale, chain));
        }
        journal.append(new SoldAcknowledged(new Sequence(1)));
        journal.append(new SoldAcknowledged(new Sequence(2)));
        restart();

        assertThat(journal.cash())
                .isEqualTo(new CashPosition(new Sequence(3), chain, new Sequence(2)));
        assertThat(journal.cashFrom(new Sequence(2), 9))
                .extracting(sold -> sold.number().value())
                .containsExactly(2L, 3L);
        assertThat(journal.cashFrom(new Sequence(1), 1)).hasSize(1);

        journal.forgetCash();
        restart();

        assertThat(journal.cashFrom(new Sequence(1), 9))
                .as("the last one that the platform has, and what it has not")
                .extracting(sold -> sold.sale().price())
                .containsExactly(102L, 103L);
        assertThat(journal.cash().chain()).isEqualTo(chain);
        assertThat(journal.cash().waiting()).isEqualTo(1);
        assertThat(kinds()).containsOnlyOnce(RecordKind.CASH_ACK);
    }

    @Test
    void aNumberOfASaleForCoinsIsGivenOnce() throws Exception {
        var sale = new CashSale(CashSource.COIN_PULSE, 1, 50, Set.of(), 9);
        var sold = new Sold(new Sequence(1), sale, sale.chainedTo(CashSale.NO_CHAIN));
        journal.append(sold);

        assertThatThrownBy(() -> journal.append(sold)).isInstanceOf(IllegalStateException.class);

        assertThat(kinds()).containsOnlyOnce(RecordKind.CASH);
    }

    private List<Refused> refusals() throws JournalUnavailable {
        var refusals = new ArrayList<Refused>();
        journal.forEach(record -> {
            if (record instanceof Refused refused) {
                refusals.add(refused);
            }
        });
        return refusals;
    }

    private List<RecordKind> kinds() throws JournalUnavailable {
        var kinds = new ArrayList<RecordKind>();
        journal.forEach(record -> kinds.add(record.kind()));
        return kinds;
    }

    private void restart() throws JournalUnavailable {
        journal.close();
        journal = open();
    }

    private static Bytes text(Sequence sequence, Bytes previous, Counter floor) {
        return Bytes.utf8("%s %s %s".formatted(sequence, previous.hex(), floor));
    }

    static Consumption consumption(Counter counter) {
        return new Consumption(
                counter,
                new GrantId(Bytes.bigEndian(counter.value(), GrantId.LENGTH)),
                Bytes.utf8("token").sha256(),
                Money.of(500, "EUR"),
                2,
                Grant.ANY_LINE,
                new Evidence.Request(
                        new RequestHash(Bytes.utf8("request").sha256().first(RequestHash.LENGTH))));
    }
}
