package dev.coinless.edge.journal;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Port to the durable memory of one generation of a module. Used by the agent's thread only.
///
/// A method that writes returns when the record would survive a power cut. When it throws, the
/// record may or may not be there; the next successful call works on what is really there.
public interface Journal extends AutoCloseable {

    /// Adds one record.
    ///
    /// @throws IllegalStateException if it contradicts an earlier one: a second CONSUMED or RECEIPT
    ///   of one counter, a second INTENT or RESULT of one vend
    void append(JournalRecord record) throws JournalUnavailable;

    /// Signs and adds the receipt of a consumption, its position read in the same transaction.
    ///
    /// @param ringFloor the lowest counter that the ring of codes still accepts
    /// @return the receipt
    Bytes appendReceipt(Counter counter, Counter ringFloor, ReceiptWriter writer)
            throws JournalUnavailable;

    /// The records about one consumption, oldest first; empty if the counter was never consumed.
    List<JournalRecord> of(Counter counter) throws JournalUnavailable;

    /// The receipt of a sequence, in a list of at most one.
    List<Bytes> receipt(Sequence sequence) throws JournalUnavailable;

    Position position(Counter ringFloor) throws JournalUnavailable;

    /// Counters that are consumed and have no receipt yet.
    Set<Counter> pending() throws JournalUnavailable;

    /// The highest counter ever reserved, 0 if none.
    Counter reserved() throws JournalUnavailable;

    /// The module's running time over all its life, as of the last record that says so.
    Duration powered() throws JournalUnavailable;

    /// The highest sequence that the platform has acknowledged, 0 if none.
    Sequence acknowledged() throws JournalUnavailable;

    /// Key certificates, oldest first.
    List<Bytes> keyCerts() throws JournalUnavailable;

    /// The receipts after a sequence, oldest first.
    ///
    /// @param limit how many at the most
    List<Bytes> receiptsAfter(Sequence sequence, int limit) throws JournalUnavailable;

    /// The newest configuration from afar.
    Optional<Bytes> config() throws JournalUnavailable;

    /// The newest denylist.
    Optional<Bytes> denylist() throws JournalUnavailable;

    /// The highest header of the Book that was seen.
    Optional<Bytes> header() throws JournalUnavailable;

    /// Where the sales for coins stand.
    CashPosition cash() throws JournalUnavailable;

    /// Sales for coins from a number on, oldest first; what is acknowledged may be forgotten.
    ///
    /// @param limit how many at the most
    List<JournalRecord.Sold> cashFrom(Sequence number, int limit) throws JournalUnavailable;

    /// Forgets the sales for coins before the last one that the platform has.
    void forgetCash() throws JournalUnavailable;

    /// What the platform had acknowledged by the time the module had run so long, 0 if nothing.
    Sequence acknowledgedBefore(Duration powered) throws JournalUnavailable;

    /// Forgets sales up to a sequence that is acknowledged, but never the last one, and what is of
    /// no more use beside them: acknowledgements before that, reservations but the last, and
    /// refusals but the newest [#REFUSALS_KEPT].
    void forgetUpTo(Sequence sequence) throws JournalUnavailable;

    /// Forgets all certificates but these.
    void keepKeyCerts(List<Bytes> needed) throws JournalUnavailable;

    /// Refusals that are kept when the journal is tidied, in records of one count each; enough to
    /// see what a week of trouble was.
    int REFUSALS_KEPT = 1000;

    void forEach(Consumer<JournalRecord> reader) throws JournalUnavailable;

    @Override
    void close();

    /// Makes a receipt that continues the chain.
    interface ReceiptWriter {

        /// The signed receipt.
        ///
        /// @param sequence of this receipt
        /// @param previous hash of the receipt before
        Bytes write(Sequence sequence, Bytes previous, Counter floor);
    }
}
