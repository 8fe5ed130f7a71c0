package dev.coinless.proof.simulation;

import dev.coinless.edge.journal.CashPosition;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalIndex;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalRecord.Acknowledged;
import dev.coinless.edge.journal.JournalRecord.Certified;
import dev.coinless.edge.journal.JournalRecord.Receipted;
import dev.coinless.edge.journal.JournalRecord.Sold;
import dev.coinless.edge.journal.JournalRow;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.Position;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.wire.Malformed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The journal on a [Disk]: appends a row and syncs it; what it finds when it is opened is what the
/// disk still has.
final class DiskJournal implements Journal {

    /// What the disk does besides storing.
    interface Weather {
        /// Called before each write, each sync and after each sync; the power may go here.
        void moment();

        /// Whether writing fails now.
        boolean isFull();
    }

    private static final Set<RecordKind> ONCE_A_COUNTER =
            EnumSet.of(RecordKind.CONSUMED, RecordKind.RECEIPT);
    private static final Set<RecordKind> ONCE_A_VEND =
            EnumSet.of(RecordKind.INTENT, RecordKind.RESULT);
    private static final Set<RecordKind> REPLACED =
            EnumSet.of(
                    RecordKind.CONFIG, RecordKind.DENYLIST, RecordKind.CASH_ACK, RecordKind.HEADER);

    private Set<RecordKind> unsynced = Set.of();
    private final Disk disk;
    private final Weather weather;
    private final List<JournalRecord> records = new ArrayList<>();
    private final Map<Long, List<JournalRecord>> byCounter = new HashMap<>();
    private final Set<List<Object>> unique = new HashSet<>();
    private JournalIndex index = new JournalIndex();

    DiskJournal(Disk disk, Weather weather) {
        this.disk = disk;
        this.weather = weather;
        for (var row : disk.read()) {
            try {
                var record = row.record();
                remember(record, row);
            } catch (Malformed e) {
                throw new Violation("the journal does not read what it wrote", e);
            }
        }
    }

    /// Puts a fault in: records of these kinds are not synced.
    void leaveUnsynced(Set<RecordKind> kinds) {
        unsynced = kinds;
    }

    @Override
    public void append(JournalRecord record) throws JournalUnavailable {
        if (weather.isFull()) {
            throw new JournalUnavailable("full", new IOException("no space"));
        }
        var row = JournalRow.of(record);
        if (isRepeated(row)) {
            throw new IllegalStateException("a second " + row.kind());
        }
        weather.moment();
        if (REPLACED.contains(record.kind())) {
            records.removeIf(old -> old.kind() == record.kind());
            records.add(record);
            rewrite();
        } else {
            disk.write(row);
            weather.moment();
            if (!unsynced.contains(record.kind())) {
                disk.sync();
            }
            remember(record, row);
        }
        weather.moment();
    }

    private void remember(JournalRecord record, JournalRow row) {
        if (REPLACED.contains(record.kind())) {
            records.removeIf(old -> old.kind() == record.kind());
        }
        records.add(record);
        if (isAboutCounter(row.kind())) {
            byCounter.computeIfAbsent(row.counter(), _ -> new ArrayList<>(4)).add(record);
        }
        key(row).ifPresent(unique::add);
        index.apply(record);
    }

    private boolean isRepeated(JournalRow row) {
        return key(row).filter(unique::contains).isPresent();
    }

    private static Optional<List<Object>> key(JournalRow row) {
        if (ONCE_A_COUNTER.contains(row.kind())) {
            return Optional.of(List.of(row.kind(), row.counter()));
        }
        if (row.kind() == RecordKind.CASH) {
            return Optional.of(List.of(row.kind(), row.number()));
        }
        return ONCE_A_VEND.contains(row.kind())
                ? Optional.of(List.of(row.kind(), row.counter(), row.number()))
                : Optional.empty();
    }

    private static boolean isAboutCounter(RecordKind kind) {
        return ONCE_A_COUNTER.contains(kind) || ONCE_A_VEND.contains(kind);
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
        return List.copyOf(byCounter.getOrDefault(counter.value(), List.of()));
    }

    @Override
    public List<Bytes> receipt(Sequence sequence) {
        return records.stream()
                .filter(Receipted.class::isInstance)
                .map(Receipted.class::cast)
                .filter(it -> it.sequence().equals(sequence))
                .map(Receipted::receipt)
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
    public Optional<Bytes> header() {
        return index.header();
    }

    @Override
    public Optional<Bytes> denylist() {
        return index.denylist();
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
        weather.moment();
        var last = index.position(new Counter(0)).sequence();
        var forgotten = new HashSet<Long>();
        records.forEach(record -> {
            if (record instanceof Receipted(var counter, var sequence, _)
                    && sequence.compareTo(upTo) <= 0
                    && !sequence.equals(last)) {
                forgotten.add(counter.value());
            }
        });
        int before = records.size();
        records.removeIf(record -> isForgotten(record, forgotten, upTo));
        keepNewest(RecordKind.RESERVED, 1);
        keepNewest(RecordKind.REFUSED, REFUSALS_KEPT);
        if (records.size() != before) {
            rewrite();
        }
        weather.moment();
    }

    private static boolean isForgotten(JournalRecord record, Set<Long> forgotten, Sequence upTo) {
        if (record instanceof Acknowledged(var acknowledged, _)) {
            return acknowledged.compareTo(upTo) < 0;
        }
        return isAboutCounter(record.kind()) && forgotten.contains(JournalRow.of(record).counter());
    }

    private void keepNewest(RecordKind kind, int kept) {
        int excess = (int) records.stream().filter(it -> it.kind() == kind).count() - kept;
        for (var each = records.iterator(); excess > 0 && each.hasNext(); ) {
            if (each.next().kind() == kind) {
                each.remove();
                excess--;
            }
        }
    }

    @Override
    public void keepKeyCerts(List<Bytes> needed) {
        if (records.removeIf(
                record -> record instanceof Certified(var cert) && !needed.contains(cert))) {
            rewrite();
        }
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
        if (records.removeIf(
                record ->
                        record instanceof Sold sold && sold.number().compareTo(acknowledged) < 0)) {
            rewrite();
        }
    }

    private void rewrite() {
        var kept = List.copyOf(records);
        var rows = kept.stream().map(JournalRow::of).toList();
        disk.replace(rows);
        records.clear();
        byCounter.clear();
        unique.clear();
        index = new JournalIndex();
        for (int i = 0; i < rows.size(); i++) {
            remember(kept.get(i), rows.get(i));
        }
    }

    @Override
    public void forEach(Consumer<JournalRecord> reader) {
        List.copyOf(records).forEach(reader);
    }

    @Override
    public void close() {}
}
