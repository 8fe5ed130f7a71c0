package dev.coinless.proof.crash;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.io.sqlite.SqliteJournal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What stands in a journal, and what is wrong with it.
final class Ledger {

    private final Set<Long> consumed = new TreeSet<>();
    private final Map<Sequence, Bytes> receipts = new TreeMap<>();
    private final Set<Long> settled = new TreeSet<>();
    private final List<CashSale> cash = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Bytes chain = CashSale.NO_CHAIN;
    private long intents;
    private long results;
    private long reserved;
    private long acknowledged;

    private Ledger() {}

    /// Reads a journal with the production code.
    static Ledger read(Path file) throws JournalUnavailable {
        try (var journal = SqliteJournal.open(file)) {
            var ledger = new Ledger();
            journal.forEach(ledger::add);
            return ledger;
        }
    }

    private void add(JournalRecord record) {
        switch (record) {
            case JournalRecord.Reserved(var upTo, _) -> {
                if (upTo.value() <= reserved) {
                    faults.add("counters up to %s are reserved after %d".formatted(upTo, reserved));
                }
                reserved = upTo.value();
            }
            case JournalRecord.Consumed(var consumption) ->
                    consumed.add(consumption.counter().value());
            case JournalRecord.Intended(var counter, _, _, _) -> {
                intents++;
                requireConsumed(counter, "an INTENT");
            }
            case JournalRecord.Resulted(var counter, _, _) -> {
                results++;
                requireConsumed(counter, "a RESULT");
            }
            case JournalRecord.Receipted(var counter, var sequence, var receipt) -> {
                requireConsumed(counter, "a receipt");
                receipts.put(sequence, receipt);
                settled.add(counter.value());
            }
            case JournalRecord.Acknowledged(var upTo, _) -> acknowledged = upTo.value();
            case JournalRecord.Sold(var number, var sale, var after) -> {
                cash.add(sale);
                chain = sale.chainedTo(chain);
                if (number.value() != cash.size() || !after.equals(chain)) {
                    faults.add("sale for coins %s does not continue the chain".formatted(number));
                }
            }
            case JournalRecord.SoldAcknowledged _,
                    JournalRecord.Certified _,
                    JournalRecord.Refused _,
                    JournalRecord.Configured _,
                    JournalRecord.Denied _,
                    JournalRecord.Witnessed _ -> {}
        }
    }

    private void requireConsumed(Counter counter, String what) {
        if (!consumed.contains(counter.value())) {
            faults.add("%s of counter %s without CONSUMED".formatted(what, counter));
        }
    }

    long intents() {
        return intents;
    }

    /// Signals of which the journal knows how they ended.
    long results() {
        return results;
    }

    long reserved() {
        return reserved;
    }

    long acknowledged() {
        return acknowledged;
    }

    long receipts() {
        return receipts.size();
    }

    long cashSales() {
        return cash.size();
    }

    boolean hasConsumed(long counter) {
        return consumed.contains(counter);
    }

    boolean hasReceipt(Bytes encoded) {
        return receipts.containsValue(encoded);
    }

    /// What is wrong with the chain of receipts and with everything else that must hold at any
    /// time.
    List<String> faults(ModuleIdentity identity) {
        var all = new ArrayList<>(faults);
        var before = Receipt.NO_PREVIOUS;
        long expected = 1;
        var key = ((Ed25519PrivateKey) identity.signing()).publicKey();
        for (var each : receipts.entrySet()) {
            try {
                var envelope = Envelope.parse(ObjectType.RECEIPT, each.getValue());
                var receipt = Receipt.decode(envelope);
                if (receipt.sequence().value() != expected || !receipt.previous().equals(before)) {
                    all.add("receipt %d does not continue the chain".formatted(expected));
                }
                if (!envelope.isSignedBy(key, identity.environment())) {
                    all.add("receipt %d has a wrong signature".formatted(expected));
                }
            } catch (Malformed e) {
                all.add("receipt %d cannot be read: %s".formatted(expected, e.getMessage()));
            }
            before = each.getValue().sha256();
            expected++;
        }
        return all;
    }

    /// What is wrong after a recovery: every consumption has its one receipt.
    List<String> unsettled() {
        var open = new TreeSet<>(consumed);
        open.removeAll(settled);
        return open.stream()
                .map(counter -> "counter %d has no receipt".formatted(counter))
                .toList();
    }
}
