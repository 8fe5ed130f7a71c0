package dev.coinless.edge.journal;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.refusal.Refusal;
import java.time.Duration;

/// One thing that the module must not forget. Records are only ever added.
public sealed interface JournalRecord {

    /// Counters up to this one may be used; written ahead of use so that none repeats.
    ///
    /// @param powered how long the module has run in all its life, as of this record
    record Reserved(Counter upTo, Duration powered) implements JournalRecord {}

    record Consumed(Consumption consumption) implements JournalRecord {}

    /// A signal is about to be given.
    ///
    /// @param number of the vend within its session, from 1
    /// @param price in minor units of the grant's currency
    record Intended(Counter counter, int number, int item, long price) implements JournalRecord {}

    record Resulted(Counter counter, int number, VendResult result) implements JournalRecord {}

    record Receipted(Counter counter, Sequence sequence, Bytes receipt) implements JournalRecord {}

    record Acknowledged(Sequence upTo, Duration powered) implements JournalRecord {}

    record Certified(Bytes keyCert) implements JournalRecord {}

    /// So many refusals for one reason.
    ///
    /// @param count how often since the last such record
    record Refused(Refusal reason, long count) implements JournalRecord {}

    /// The newest configuration from afar, as the platform signed it; the only one kept.
    record Configured(Bytes config) implements JournalRecord {}

    /// The newest denylist, as the platform signed it; the only one kept.
    record Denied(Bytes denylist) implements JournalRecord {}

    /// A sale for coins.
    ///
    /// @param number from 1 without gap, apart from the receipts' sequence
    /// @param chain up to and with this sale
    record Sold(Sequence number, CashSale sale, Bytes chain) implements JournalRecord {}

    record SoldAcknowledged(Sequence upTo) implements JournalRecord {}

    /// The highest header of the Book that was seen, as the platform signed it; the only one kept.
    record Witnessed(Bytes header) implements JournalRecord {}

    default RecordKind kind() {
        return switch (this) {
            case Reserved _ -> RecordKind.RESERVED;
            case Consumed _ -> RecordKind.CONSUMED;
            case Intended _ -> RecordKind.INTENT;
            case Resulted _ -> RecordKind.RESULT;
            case Receipted _ -> RecordKind.RECEIPT;
            case Acknowledged _ -> RecordKind.ACK;
            case Certified _ -> RecordKind.KEYCERT;
            case Refused _ -> RecordKind.REFUSED;
            case Configured _ -> RecordKind.CONFIG;
            case Denied _ -> RecordKind.DENYLIST;
            case Sold _ -> RecordKind.CASH;
            case SoldAcknowledged _ -> RecordKind.CASH_ACK;
            case Witnessed _ -> RecordKind.HEADER;
        };
    }
}
