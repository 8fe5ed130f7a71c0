package dev.coinless.edge.cash;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.CashPosition;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord.Sold;
import dev.coinless.edge.journal.JournalRecord.SoldAcknowledged;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.vend.CashWatch;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashAck;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.time.Uptime;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Writes sales for coins down, gives them out signed, and forgets them when the platform has them.
///
/// Whatever goes wrong here never holds up a sale by phone: what cannot be written waits in memory
/// for a while and raises an alarm.
public final class CashBook {

    /// What the log says when sales are lost to the report.
    public static final String ALARM = "ALARM cash";

    /// Sales that wait in memory for a journal that cannot be written: a day of a busy machine.
    static final int MAX_WAITING = 1000;

    /// Sales that may wait for the platform: some 15 MB of a card, and about a year.
    static final long MAX_UNACKNOWLEDGED = 100_000;

    /// How long a journal that failed is left alone.
    private static final Duration RETRY = Duration.ofSeconds(1);

    /// Sales younger than this wait for something else to go up with, or for the module's regular
    /// bundle: nobody waits for them.
    static final Duration LEISURE = Duration.ofMinutes(1);

    private final ModuleIdentity identity;
    private final Journal journal;
    private final StageLog log;
    private final Deque<CashSale> unwritten = new ArrayDeque<>();
    private Optional<Sequence> attempted = Optional.empty();
    private Duration powered = Duration.ZERO;
    private Uptime nextTry = Uptime.ZERO;
    private long lost;

    public CashBook(ModuleIdentity identity, Journal journal, StageLog log) {
        this.identity = identity;
        this.journal = journal;
        this.log = log;
    }

    /// Time went on.
    ///
    /// @param total the module's running time over all its life
    public void tick(Duration total, Uptime now) {
        powered = total;
        if (!unwritten.isEmpty() && !now.isBefore(nextTry)) {
            write(now);
        }
    }

    /// Takes a sale in; it is durable on return, or waits and is tried again.
    public void take(CashWatch.Word.Sale sale, Uptime now) {
        if (unwritten.size() >= MAX_WAITING) {
            lost++;
            log.say(Stage.RECEIPT, "%s %d sales are lost, the card is full".formatted(ALARM, lost));
            return;
        }
        unwritten.addLast(
                new CashSale(
                        sale.source(),
                        sale.place(),
                        Math.min(sale.price(), CashSale.MAX_PRICE),
                        sale.remarks(),
                        Math.min(powered.toSeconds(), CashSale.MAX_POWERED)));
        if (!now.isBefore(nextTry)) {
            write(now);
        }
    }

    /// What waits for the platform, signed; empty if nothing does.
    ///
    /// @param maxBytes how long it may be
    public Optional<Bytes> batch(int maxBytes) throws JournalUnavailable {
        var position = journal.cash();
        int room = Math.min(maxBytes, SyncBundle.MAX_ITEM) - CashSales.OVERHEAD;
        if (position.waiting() == 0 || room < CashSales.LONGEST_SALE) {
            return Optional.empty();
        }
        var first = position.acknowledged().next();
        var sales = fitting(journal.cashFrom(first, CashSales.MAX_SALES), room);
        return Optional.of(
                new CashSales(
                                identity.module(),
                                identity.generation(),
                                first,
                                chainAt(position.acknowledged()).orElse(CashSale.NO_CHAIN),
                                Math.min(powered.toSeconds(), CashSale.MAX_POWERED),
                                identity.currency(),
                                sales)
                        .sign(identity.signing(), identity.environment())
                        .encoded());
    }

    private static List<CashSale> fitting(List<Sold> sold, int room) {
        var sales = new ArrayList<CashSale>();
        int left = room;
        for (var each : sold) {
            left -= each.sale().encoded().length();
            if (left < 0) {
                break;
            }
            sales.add(each.sale());
        }
        return sales;
    }

    /// Takes the platform's word in that it has the sales up to one.
    ///
    /// @return why it is refused; empty if it is taken, or was before. MISMATCH is an alarm: the
    ///   platform has other sales than we wrote.
    public Optional<Refusal> acknowledge(Bytes encoded) throws Malformed, JournalUnavailable {
        var ack = CashAck.decode(encoded);
        if (ack.upTo().compareTo(journal.cash().acknowledged()) <= 0) {
            return Optional.empty();
        }
        if (!chainAt(ack.upTo()).equals(Optional.of(ack.chain()))) {
            log.say(Stage.RECEIPT, ALARM + ": the platform has other sales than were written here");
            return Optional.of(Refusal.MISMATCH);
        }
        journal.append(new SoldAcknowledged(ack.upTo()));
        return Optional.empty();
    }

    public CashPosition position() throws JournalUnavailable {
        return journal.cash();
    }

    /// Whether sales have waited so long that they are worth a bundle of their own.
    public boolean isDue() throws JournalUnavailable {
        var position = journal.cash();
        return position.waiting() > 0
                && journal.cashFrom(position.acknowledged().next(), 1).stream()
                        .anyMatch(oldest ->
                                powered.minusSeconds(oldest.sale().powered()).compareTo(LEISURE)
                                        >= 0);
    }

    /// Forgets what the platform has.
    public void forgetOld() throws JournalUnavailable {
        journal.forgetCash();
    }

    private Optional<Bytes> chainAt(Sequence number) throws JournalUnavailable {
        return journal.cashFrom(number, 1).stream()
                .filter(sold -> sold.number().equals(number))
                .map(Sold::chain)
                .findFirst();
    }

    private void write(Uptime now) {
        try {
            while (!unwritten.isEmpty()) {
                writeNext();
                unwritten.removeFirst();
            }
        } catch (JournalUnavailable e) {
            nextTry = now.plus(RETRY);
            log.say(
                    Stage.RECEIPT,
                    "%s %d sales cannot be written: %s"
                            .formatted(ALARM, unwritten.size(), e.getMessage()));
        }
    }

    /// A write that failed may have arrived nevertheless; then it is not written again.
    private void writeNext() throws JournalUnavailable {
        var position = journal.cash();
        if (attempted.filter(number -> number.compareTo(position.last()) <= 0).isEmpty()) {
            if (position.waiting() >= MAX_UNACKNOWLEDGED) {
                lost++;
                log.say(
                        Stage.RECEIPT,
                        "%s %d sales are lost, too many wait: let a phone or the network carry them"
                                .formatted(ALARM, lost));
                return;
            }
            var sale = unwritten.getFirst();
            var number = position.last().next();
            attempted = Optional.of(number);
            journal.append(new Sold(number, sale, sale.chainedTo(position.chain())));
            log.say(
                    Stage.RECEIPT,
                    "cash number=%s %s place=%d price=%d%s"
                            .formatted(
                                    number,
                                    sale.source(),
                                    sale.place(),
                                    sale.price(),
                                    sale.isMoney() ? "" : " " + sale.remarks()));
        }
        attempted = Optional.empty();
    }
}
