package dev.coinless.edge.journal;

import dev.coinless.edge.journal.JournalRecord.Acknowledged;
import dev.coinless.edge.journal.JournalRecord.Certified;
import dev.coinless.edge.journal.JournalRecord.Configured;
import dev.coinless.edge.journal.JournalRecord.Denied;
import dev.coinless.edge.journal.JournalRecord.Receipted;
import dev.coinless.edge.journal.JournalRecord.Refused;
import dev.coinless.edge.journal.JournalRecord.Reserved;
import dev.coinless.edge.journal.JournalRecord.Sold;
import dev.coinless.edge.journal.JournalRecord.SoldAcknowledged;
import dev.coinless.edge.journal.JournalRecord.Witnessed;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A journal that survives its module but not the test. Can be made to fail.
public final class MemoryJournal implements Journal {

    private final List<JournalRecord> records = new ArrayList<>();
    private JournalIndex index = new JournalIndex();
    private boolean failing;
    private boolean failingAfterWrite;

    /// From now on no write arrives.
    public void fail(boolean failing) {
        this.failing = failing;
    }

    /// The next write arrives, and fails nevertheless.
    public void failAfterNextWrite() {
        failingAfterWrite = true;
    }

    public List<JournalRecord> records() {
        return List.copyOf(records);
    }

    public long count(RecordKind kind) {
        return records.stream().filter(record -> record.kind() == kind).count();
    }

    @Override
    public void append(JournalRecord record) throws JournalUnavailable {
        if (failing) {
            throw new JournalUnavailable("full", new IOException("no space"));
        }
        requireFirst(record);
        if (record instanceof Configured
                || record instanceof Denied
                || record instanceof SoldAcknowledged
                || record instanceof Witnessed) {
            records.removeIf(old -> old.kind() == record.kind());
        }
        records.add(record);
        index.apply(record);
        if (failingAfterWrite) {
            failingAfterWrite = false;
            throw new JournalUnavailable("unsure", new IOException("power dip"));
        }
    }

    private void requireFirst(JournalRecord record) {
        var row = JournalRow.of(record);
        boolean again =
                records.stream()
                        .map(JournalRow::of)
                        .filter(other -> other.kind() == row.kind())
                        .anyMatch(other ->
                                switch (row.kind()) {
                                    case CONSUMED, RECEIPT -> other.counter() == row.counter();
                                    case INTENT, RESULT ->
                                            other.counter() == row.counter()
                                                    && other.number() == row.number();
                                    case CASH -> other.number() == row.number();
                                    case RESERVED,
                                            ACK,
                                            KEYCERT,
                                            REFUSED,
                                            CONFIG,
                                            DENYLIST,
                                            CASH_ACK,
                                            HEADER ->
                                            false;
                                });
        if (again) {
            throw new IllegalStateException("a second " + row.kind());
        }
    }

    @Override
    public Bytes appendReceipt(Counter counter, Counter ringFloor, ReceiptWriter writer)
            throws JournalUnavailable {
        var position = index.position(ringFloor);
        var sequence = position.sequence().next();
        var receipt =
                writer.write(sequence, position.hash(), index.floorBesides(counter, ringFloor));
        append(new Receipted(counter, sequence, receipt));
        return receipt;
    }

    @Override
    public List<JournalRecord> of(Counter counter) {
        return records.stream().filter(record -> isAbout(record, counter)).toList();
    }

    private static boolean isAbout(JournalRecord record, Counter counter) {
        return !(record instanceof Reserved
                        || record instanceof Acknowledged
                        || record instanceof Certified
                        || record instanceof Refused
                        || record instanceof Configured
                        || record instanceof Denied
                        || record instanceof Sold
                        || record instanceof SoldAcknowledged
                        || record instanceof Witnessed)
                && JournalRow.of(record).counter() == counter.value();
    }

    @Override
    public List<Bytes> receipt(Sequence sequence) {
        return records.stream()
                .filter(record ->
                        record instanceof Receipted receipted
                                && receipted.sequence().equals(sequence))
                .map(record -> ((Receipted) record).receipt())
                .toList();
    }

    @Override
    public Position position(Counter ringFloor) {
        return index.position(ringFloor);
    }

    @Override
    public Set<Counter> pending() {
        return index.pending();
    }

    @Override
    public Counter reserved() {
        return index.reserved();
    }

    @Override
    public Duration powered() {
        return index.powered();
    }

    @Override
    public Sequence acknowledged() {
        return index.acknowledged();
    }

    @Override
    public List<Bytes> keyCerts() {
        return index.keyCerts();
    }

    @Override
    public List<Bytes> receiptsAfter(Sequence sequence, int limit) {
        return records.stream()
                .filter(Receipted.class::isInstance)
                .map(Receipted.class::cast)
                .filter(it -> it.sequence().compareTo(sequence) > 0)
                .sorted(Comparator.comparing(Receipted::sequence))
                .limit(limit)
                .map(Receipted::receipt)
                .toList();
    }

    @Override
    public Optional<Bytes> config() {
        return index.config();
    }

    @Override
    public Optional<Bytes> denylist() {
        return index.denylist();
    }

    @Override
    public Optional<Bytes> header() {
        return index.header();
    }

    @Override
    public CashPosition cash() {
        return index.cash();
    }

    @Override
    public List<Sold> cashFrom(Sequence number, int limit) {
        return records.stream()
                .filter(Sold.class::isInstance)
                .map(Sold.class::cast)
                .filter(sold -> sold.number().compareTo(number) >= 0)
                .sorted(Comparator.comparing(Sold::number))
                .limit(limit)
                .toList();
    }

    @Override
    public void forgetCash() {
        var acknowledged = index.cash().acknowledged();
        records.removeIf(
                record -> record instanceof Sold sold && sold.number().compareTo(acknowledged) < 0);
        reindex();
    }

    @Override
    public Sequence acknowledgedBefore(Duration powered) {
        return index.acknowledgedBefore(powered);
    }

    @Override
    public void forgetUpTo(Sequence upTo) {
        if (upTo.compareTo(index.acknowledged()) > 0) {
            throw new IllegalArgumentException("only what is acknowledged may be forgotten");
        }
        var last = index.position(new Counter(0)).sequence();
        var forgotten =
                records.stream()
                        .filter(Receipted.class::isInstance)
                        .map(Receipted.class::cast)
                        .filter(it -> it.sequence().compareTo(upTo) <= 0)
                        .filter(it -> !it.sequence().equals(last))
                        .map(Receipted::counter)
                        .toList();
        forgotten.forEach(counter -> records.removeIf(record -> isAbout(record, counter)));
        records.removeIf(
                record -> record instanceof Acknowledged ack && ack.upTo().compareTo(upTo) < 0);
        keepNewest(RecordKind.RESERVED, 1);
        keepNewest(RecordKind.REFUSED, REFUSALS_KEPT);
        reindex();
    }

    private void keepNewest(RecordKind kind, int kept) {
        var all = records.stream().filter(record -> record.kind() == kind).toList();
        records.removeIf(record ->
                all.subList(0, Math.max(0, all.size() - kept)).stream()
                        .anyMatch(old -> old == record));
    }

    @Override
    public void keepKeyCerts(List<Bytes> needed) {
        records.removeIf(
                record -> record instanceof Certified(var keyCert) && !needed.contains(keyCert));
        reindex();
    }

    private void reindex() {
        var kept = new JournalIndex();
        records.forEach(kept::apply);
        index = kept;
    }

    @Override
    public void forEach(Consumer<JournalRecord> reader) {
        List.copyOf(records).forEach(reader);
    }

    @Override
    public void close() {}
}
