package dev.coinless.edge.cash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.MemoryJournal;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.vend.CashWatch.Word;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashAck;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.time.Uptime;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CashBookTest {

    private static final int PLENTY = 16_384;

    private final Platform platform = new Platform(5);
    private final ModuleIdentity m7 = platform.enrolled(Platform.M7);
    private final MemoryJournal journal = new MemoryJournal();
    private final List<String> log = new ArrayList<>();
    private CashBook book = book();
    private Uptime now = Uptime.ofSeconds(10);

    @Test
    void aSaleIsWrittenAndGivenOutSignedUntilItIsAcknowledged() throws Exception {
        sell(175);
        pass(Duration.ofSeconds(60));
        sell(225);

        var batch = batch(PLENTY);

        assertThat(batch.first()).isEqualTo(new Sequence(1));
        assertThat(batch.before()).isEqualTo(CashSale.NO_CHAIN);
        assertThat(batch.sales()).extracting(CashSale::price).containsExactly(175L, 225L);
        assertThat(batch.sales()).extracting(CashSale::powered).containsExactly(0L, 70L);
        assertThat(batch.powered()).isEqualTo(70);
        assertThat(batch(PLENTY)).isEqualTo(batch);

        assertThat(book.acknowledge(ack(batch, 1))).isEmpty();
        assertThat(batch(PLENTY).first()).isEqualTo(new Sequence(2));
        assertThat(batch(PLENTY).before()).isEqualTo(batch.chainAt(new Sequence(1)));
        assertThat(book.acknowledge(ack(batch, 2))).isEmpty();
        assertThat(book.batch(PLENTY)).isEmpty();
        assertThat(book.acknowledge(ack(batch, 1))).as("an old one").isEmpty();
        assertThat(book.position().acknowledged()).isEqualTo(new Sequence(2));
    }

    @Test
    void aRestartGoesOnWhereItStopped() throws Exception {
        sell(175);
        var first = batch(PLENTY);
        book.acknowledge(ack(first, 1));
        book.forgetOld();

        book = book();
        sell(225);

        assertThat(batch(PLENTY).first()).isEqualTo(new Sequence(2));
        assertThat(batch(PLENTY).before()).isEqualTo(first.chainAt(new Sequence(1)));
    }

    @Test
    void aWordOnSalesThatWereNotWrittenHereIsRefusedWithAnAlarm() throws Exception {
        sell(175);
        var wrong = new CashAck(new Sequence(1), Bytes.utf8("another").sha256()).encoded();
        var ahead = new CashAck(new Sequence(2), Bytes.utf8("another").sha256()).encoded();

        assertThat(book.acknowledge(wrong)).contains(Refusal.MISMATCH);
        assertThat(book.acknowledge(ahead)).contains(Refusal.MISMATCH);

        assertThat(book.position().waiting()).isEqualTo(1);
        assertThat(log).anyMatch(line -> line.startsWith(CashBook.ALARM));
    }

    @Test
    void whileTheCardIsFullSalesWaitWithAnAlarmAndAreThenWrittenOnceInTheirOrder()
            throws Exception {
        journal.fail(true);
        sell(100);
        sell(200);
        assertThat(book.position().last()).isEqualTo(new Sequence(0));
        assertThat(log).anyMatch(line -> line.startsWith(CashBook.ALARM));

        journal.fail(false);
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));

        assertThat(batch(PLENTY).sales()).extracting(CashSale::price).containsExactly(100L, 200L);
    }

    @Test
    void aWriteThatFailedAndArrivedIsNotRepeated() throws Exception {
        journal.failAfterNextWrite();
        sell(100);
        pass(Duration.ofSeconds(1));
        sell(200);

        assertThat(batch(PLENTY).sales()).extracting(CashSale::price).containsExactly(100L, 200L);
        assertThat(journal.count(RecordKind.CASH)).isEqualTo(2);
    }

    @Test
    void soManyWaitInMemoryAndTheRestIsCountedAsLost() throws Exception {
        journal.fail(true);
        for (int i = 0; i < CashBook.MAX_WAITING + 7; i++) {
            sell(100);
        }
        journal.fail(false);
        pass(Duration.ofSeconds(1));

        assertThat(book.position().last().value()).isEqualTo(CashBook.MAX_WAITING);
        assertThat(log).contains(CashBook.ALARM + " 7 sales are lost, the card is full");
    }

    @Test
    void aBatchIsNoLongerThanItMayBeAndTheRestFollows() throws Exception {
        for (int i = 0; i < 300; i++) {
            sell(100 + i);
        }

        assertThat(book.batch(CashSales.OVERHEAD)).isEmpty();
        var collected = new ArrayList<Long>();
        while (book.batch(1000).isPresent()) {
            var encoded = book.batch(1000).orElseThrow();
            assertThat(encoded.length()).isLessThanOrEqualTo(1000);
            var batch = decoded(encoded);
            batch.sales().forEach(sale -> collected.add(sale.price()));
            book.acknowledge(ack(batch, batch.last().value()));
        }

        assertThat(collected).hasSize(300).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aSaleIsWorthABundleOfItsOwnOnlyAfterAWhile() throws Exception {
        assertThat(book.isDue()).isFalse();
        sell(100);
        assertThat(book.isDue()).isFalse();

        pass(CashBook.LEISURE);
        assertThat(book.isDue()).as("written at its own time").isTrue();

        book.acknowledge(ack(batch(PLENTY), 1));
        assertThat(book.isDue()).isFalse();
    }

    private CashBook book() {
        return new CashBook(m7, journal, (_, message) -> log.add(message));
    }

    private void sell(long price) {
        book.take(new Word.Sale(CashSource.CASH_SALE, 12, price, Set.of()), now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        book.tick(Duration.ofNanos(now.nanos()), now);
    }

    private CashSales batch(int maxBytes) throws Exception {
        return decoded(book.batch(maxBytes).orElseThrow());
    }

    private CashSales decoded(Bytes encoded) throws Malformed {
        var envelope = Envelope.parse(ObjectType.CASH, encoded);
        var key = ((Ed25519PrivateKey) m7.signing()).publicKey();
        assertThat(envelope.isSignedBy(key, m7.environment())).isTrue();
        return CashSales.decode(envelope);
    }

    private static Bytes ack(CashSales batch, long upTo) {
        var number = new Sequence(upTo);
        return new CashAck(number, batch.chainAt(number)).encoded();
    }
}
