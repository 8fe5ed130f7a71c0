package dev.coinless.proof.simulation;

import dev.coinless.edge.journal.CashPosition;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.Position;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Passes everything on to a journal; what stands in between overrides what it changes.
abstract class JournalBetween implements Journal {

    private final Journal journal;

    JournalBetween(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void append(JournalRecord record) throws JournalUnavailable {
        journal.append(record);
    }

    @Override
    public Bytes appendReceipt(Counter counter, Counter ringFloor, ReceiptWriter writer)
            throws JournalUnavailable {
        return journal.appendReceipt(counter, ringFloor, writer);
    }

    @Override
    public List<JournalRecord> of(Counter counter) throws JournalUnavailable {
        return journal.of(counter);
    }

    @Override
    public List<Bytes> receipt(Sequence sequence) throws JournalUnavailable {
        return journal.receipt(sequence);
    }

    @Override
    public Position position(Counter ringFloor) throws JournalUnavailable {
        return journal.position(ringFloor);
    }

    @Override
    public Set<Counter> pending() throws JournalUnavailable {
        return journal.pending();
    }

    @Override
    public Counter reserved() throws JournalUnavailable {
        return journal.reserved();
    }

    @Override
    public Duration powered() throws JournalUnavailable {
        return journal.powered();
    }

    @Override
    public Sequence acknowledged() throws JournalUnavailable {
        return journal.acknowledged();
    }

    @Override
    public List<Bytes> keyCerts() throws JournalUnavailable {
        return journal.keyCerts();
    }

    @Override
    public List<Bytes> receiptsAfter(Sequence sequence, int limit) throws JournalUnavailable {
        return journal.receiptsAfter(sequence, limit);
    }

    @Override
    public CashPosition cash() throws JournalUnavailable {
        return journal.cash();
    }

    @Override
    public List<JournalRecord.Sold> cashFrom(Sequence number, int limit) throws JournalUnavailable {
        return journal.cashFrom(number, limit);
    }

    @Override
    public void forgetCash() throws JournalUnavailable {
        journal.forgetCash();
    }

    @Override
    public Optional<Bytes> config() throws JournalUnavailable {
        return journal.config();
    }

    @Override
    public Optional<Bytes> header() throws JournalUnavailable {
        return journal.header();
    }

    @Override
    public Optional<Bytes> denylist() throws JournalUnavailable {
        return journal.denylist();
    }

    @Override
    public Sequence acknowledgedBefore(Duration powered) throws JournalUnavailable {
        return journal.acknowledgedBefore(powered);
    }

    @Override
    public void forgetUpTo(Sequence sequence) throws JournalUnavailable {
        journal.forgetUpTo(sequence);
    }

    @Override
    public void keepKeyCerts(List<Bytes> needed) throws JournalUnavailable {
        journal.keepKeyCerts(needed);
    }

    @Override
    public void forEach(Consumer<JournalRecord> reader) throws JournalUnavailable {
        journal.forEach(reader);
    }

    @Override
    public void close() {
        journal.close();
    }
}
