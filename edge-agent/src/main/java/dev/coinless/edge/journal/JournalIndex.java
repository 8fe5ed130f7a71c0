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
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.receipt.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What every journal keeps in memory of its records, so that all journals agree on what they mean.
public final class JournalIndex {

    private final NavigableSet<Counter> pending = new TreeSet<>();
    private final List<Bytes> keyCerts = new ArrayList<>();
    private Counter reserved = new Counter(0);
    private Duration powered = Duration.ZERO;
    private final NavigableMap<Duration, Sequence> acknowledgements = new TreeMap<>();
    private Sequence acknowledged = new Sequence(0);
    private Optional<Bytes> config = Optional.empty();
    private Optional<Bytes> denylist = Optional.empty();
    private Optional<Bytes> header = Optional.empty();
    private CashPosition cash = CashPosition.NONE;
    private Sequence last = new Sequence(0);
    private Bytes lastHash = Receipt.NO_PREVIOUS;

    /// Takes one durable record in.
    public void apply(JournalRecord record) {
        switch (record) {
            case Reserved(var upTo, var total) -> {
                reserved = upTo.compareTo(reserved) > 0 ? upTo : reserved;
                powered = total;
            }
            case Consumed(var consumption) -> pending.add(consumption.counter());
            case Receipted(var counter, var sequence, var receipt) -> {
                pending.remove(counter);
                last = sequence;
                lastHash = receipt.sha256();
            }
            case Acknowledged(var upTo, var total) -> {
                acknowledged = upTo.compareTo(acknowledged) > 0 ? upTo : acknowledged;
                acknowledgements.put(total, acknowledged);
                powered = total;
            }
            case Certified(var keyCert) -> keyCerts.add(keyCert);
            case Configured(var newest) -> config = Optional.of(newest);
            case Denied(var newest) -> denylist = Optional.of(newest);
            case Witnessed(var highest) -> header = Optional.of(highest);
            case Sold(var number, _, var chain) ->
                    cash = new CashPosition(number, chain, cash.acknowledged());
            case SoldAcknowledged(var upTo) ->
                    cash = new CashPosition(cash.last(), cash.chain(), upTo);
            case Intended _, Resulted _, Refused _ -> {}
        }
    }

    public Counter reserved() {
        return reserved;
    }

    public Duration powered() {
        return powered;
    }

    public Sequence acknowledged() {
        return acknowledged;
    }

    public CashPosition cash() {
        return cash;
    }

    /// What was acknowledged by the time the module had run so long; 0 if nothing.
    public Sequence acknowledgedBefore(Duration total) {
        var entry = acknowledgements.floorEntry(total);
        return entry == null ? new Sequence(0) : entry.getValue();
    }

    public List<Bytes> keyCerts() {
        return List.copyOf(keyCerts);
    }

    /// Only these certificates are kept.
    public void keepKeyCerts(List<Bytes> needed) {
        keyCerts.retainAll(needed);
    }

    public Optional<Bytes> config() {
        return config;
    }

    public Optional<Bytes> denylist() {
        return denylist;
    }

    public Optional<Bytes> header() {
        return header;
    }

    public NavigableSet<Counter> pending() {
        return new TreeSet<>(pending);
    }

    public Position position(Counter ringFloor) {
        return new Position(floor(pending, ringFloor), last, lastHash);
    }

    /// The floor that the receipt of `counter` states: it counts as written.
    public Counter floorBesides(Counter counter, Counter ringFloor) {
        var others = pending();
        others.remove(counter);
        return floor(others, ringFloor);
    }

    private static Counter floor(NavigableSet<Counter> pending, Counter ringFloor) {
        return pending.isEmpty() || pending.first().compareTo(ringFloor) > 0
                ? ringFloor
                : pending.first();
    }
}
