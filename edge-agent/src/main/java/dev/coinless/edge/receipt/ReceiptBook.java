package dev.coinless.edge.receipt;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.gate.Trust;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord.Acknowledged;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.Position;
import dev.coinless.edge.journal.Settlement;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.Optional;

/// Writes, finds and forgets the module's receipts, and signs where it stands.
public final class ReceiptBook {

    /// How long a receipt is kept after the platform acknowledged it, in running time of the
    /// module: long enough for every dispute by phone.
    public static final Duration KEPT_AFTER_ACK = Duration.ofDays(35);

    /// Acknowledged receipts kept however young: some 20 MB of a card.
    public static final long MAX_KEPT_AFTER_ACK = 20_000;

    /// Receipts that may wait for an acknowledgement: some 100 MB of a card, and more than a year
    /// of a busy machine that no courier visits. Then it sells no more until one comes.
    public static final long MAX_UNACKNOWLEDGED = 100_000;

    /// What the log says to an acknowledgement of another receipt than the one written here.
    public static final String ALARM = "ALARM an acknowledgement names a receipt that is not ours";

    private final ModuleIdentity identity;
    private final Journal journal;

    public ReceiptBook(ModuleIdentity identity, Journal journal) {
        this.identity = identity;
        this.journal = journal;
    }

    /// Writes the receipt of a consumption from what the journal holds of it, once: a second call
    /// gives the same receipt again.
    public Bytes settle(Counter counter, Counter ringFloor) throws JournalUnavailable {
        var records = journal.of(counter);
        var earlier = Settlement.receiptIn(records);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var settlement = Settlement.of(records);
        return journal.appendReceipt(
                counter,
                ringFloor,
                (sequence, previous, floor) -> sign(settlement, sequence, previous, floor));
    }

    /// The receipt of a consumption, if it is written.
    public Optional<Bytes> receiptOf(Counter counter) throws JournalUnavailable {
        return Settlement.receiptIn(journal.of(counter));
    }

    /// The signed word on what can no longer happen.
    public Bytes checkpoint(Counter ringFloor) throws JournalUnavailable {
        return checkpoint(journal.position(ringFloor));
    }

    /// As [#checkpoint(Counter)], for a position that was read already.
    public Bytes checkpoint(Position position) {
        return new Checkpoint(
                        identity.module(),
                        identity.generation(),
                        position.floor(),
                        position.sequence())
                .sign(identity.signing(), identity.environment())
                .encoded();
    }

    /// Takes the platform's acknowledgement in.
    ///
    /// @param powered the module's running time over all its life
    /// @return why it is refused; empty if it is taken, or was before. MISMATCH is an alarm: the
    ///   platform has another receipt than we wrote.
    public Optional<Refusal> acknowledge(Bytes encoded, Trust trust, Duration powered)
            throws Malformed, JournalUnavailable {
        var envelope = Envelope.parse(ObjectType.ACK, encoded);
        var ack = Ack.decode(envelope);
        var refusal = refusalOf(envelope, ack, trust);
        if (refusal.isEmpty() && ack.sequence().compareTo(journal.acknowledged()) > 0) {
            journal.append(new Acknowledged(ack.sequence(), powered));
        }
        return refusal;
    }

    /// Forgets what was acknowledged 35 days of running time ago, or long before so many sales
    /// more. Running time is counted over all of the module's life and needs no wall clock; a
    /// module that is switched off does not forget.
    public void forgetOld(Duration powered) throws JournalUnavailable {
        var aged =
                powered.compareTo(KEPT_AFTER_ACK) > 0
                        ? journal.acknowledgedBefore(powered.minus(KEPT_AFTER_ACK))
                        : new Sequence(0);
        long excess = journal.acknowledged().value() - MAX_KEPT_AFTER_ACK;
        journal.forgetUpTo(excess > aged.value() ? new Sequence(excess) : aged);
    }

    /// Whether so many receipts wait for their acknowledgement that no sale may be added.
    public boolean isFull() throws JournalUnavailable {
        return unacknowledged() >= MAX_UNACKNOWLEDGED;
    }

    public boolean hasUnacknowledged() throws JournalUnavailable {
        return unacknowledged() > 0;
    }

    private long unacknowledged() throws JournalUnavailable {
        long last = journal.position(new Counter(0)).sequence().value();
        return last - journal.acknowledged().value();
    }

    private Optional<Refusal> refusalOf(Envelope envelope, Ack ack, Trust trust)
            throws Malformed, JournalUnavailable {
        var refusal = trust.syncRefusal(envelope);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!ack.module().equals(identity.module())
                || !ack.generation().equals(identity.generation())) {
            return Optional.of(Refusal.WRONG_MODULE);
        }
        return isOurs(ack) ? Optional.empty() : Optional.of(Refusal.MISMATCH);
    }

    private boolean isOurs(Ack ack) throws JournalUnavailable {
        if (ack.sequence().compareTo(journal.acknowledged()) <= 0) {
            return true;
        }
        return journal.receipt(ack.sequence()).stream()
                .anyMatch(receipt -> receipt.sha256().equals(ack.hash()));
    }

    private Bytes sign(Settlement settlement, Sequence sequence, Bytes previous, Counter floor) {
        var consumption = settlement.consumption();
        return new Receipt(
                        identity.module(),
                        identity.generation(),
                        sequence,
                        floor,
                        previous,
                        consumption.grant(),
                        consumption.evidence(),
                        settlement.outcome(),
                        settlement.amount(),
                        settlement.items())
                .sign(identity.signing(), identity.environment())
                .encoded();
    }
}
