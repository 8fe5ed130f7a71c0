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
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.VendedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How a consumption ended, read from its journal records and from nothing else: so the receipt
/// after a power cut is the receipt that would have been written without one, as far as the journal
/// reached.
///
/// An INTENT without a result is UNKNOWN and captures nothing; a consumption without INTENT is
/// CLOSED_UNUSED, or FAILED if the machine refused before any signal.
public record Settlement(Consumption consumption, Outcome outcome, List<VendedItem> items) {

    public Settlement {
        items = List.copyOf(items);
    }

    /// Reads the end of a consumption.
    ///
    /// @param records of one consumption, oldest first, the first its CONSUMED
    public static Settlement of(List<JournalRecord> records) {
        if (records.isEmpty() || !(records.getFirst() instanceof Consumed(var consumption))) {
            throw new IllegalArgumentException("records of a consumption start with CONSUMED");
        }
        var intents = new TreeMap<Integer, Intended>();
        var results = new TreeMap<Integer, VendResult>();
        for (var record : records) {
            switch (record) {
                case Intended intended -> intents.put(intended.number(), intended);
                case Resulted(_, int number, var result) -> results.put(number, result);
                case Consumed _,
                        Receipted _,
                        Reserved _,
                        Acknowledged _,
                        Certified _,
                        Refused _,
                        Configured _,
                        Denied _,
                        Sold _,
                        SoldAcknowledged _,
                        Witnessed _ -> {}
            }
        }
        return new Settlement(consumption, outcome(intents, results), items(intents, results));
    }

    /// The receipt among the records, if it is already written.
    public static Optional<Bytes> receiptIn(List<JournalRecord> records) {
        return records.stream()
                .flatMap(record ->
                        record instanceof Receipted(_, _, var receipt)
                                ? Optional.of(receipt).stream()
                                : Optional.<Bytes>empty().stream())
                .findFirst();
    }

    /// What is to be captured.
    public Money amount() {
        var currency = consumption.cap().currency();
        if (outcome != Outcome.VENDED) {
            return Money.zero(currency);
        }
        return new Money(
                items.stream().filter(VendedItem::vended).mapToLong(VendedItem::price).sum(),
                currency);
    }

    private static Outcome outcome(
            Map<Integer, Intended> intents, Map<Integer, VendResult> results) {
        if (!results.keySet().containsAll(intents.keySet())) {
            return Outcome.UNKNOWN;
        }
        if (results.containsValue(VendResult.VENDED)) {
            return Outcome.VENDED;
        }
        return intents.isEmpty() && results.isEmpty() ? Outcome.CLOSED_UNUSED : Outcome.FAILED;
    }

    private static List<VendedItem> items(
            Map<Integer, Intended> intents, Map<Integer, VendResult> results) {
        var items = new ArrayList<VendedItem>();
        intents.forEach((number, intent) ->
                items.add(
                        new VendedItem(
                                intent.item(),
                                intent.price(),
                                results.get(number) == VendResult.VENDED)));
        return items;
    }
}
