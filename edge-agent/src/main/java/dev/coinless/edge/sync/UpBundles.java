package dev.coinless.edge.sync;

import dev.coinless.edge.cash.CashBook;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.gate.Trust;
import dev.coinless.edge.journal.CashPosition;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord.Receipted;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.Position;
import dev.coinless.edge.receipt.ReceiptBook;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.seal.SealPublicKey;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.Held;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.sync.UpKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the bundles that go up: where the module stands, what it has of what comes down, and the
/// receipts that nobody has acknowledged, the reader's own first, then sales for coins and the
/// oldest.
final class UpBundles {

    /// Shorter than any receipt in bytes, so that no more are read than can fit.
    private static final int LEAST_RECEIPT = 200;

    /// Of a bundle in which receipts wait too, sales for coins get one part of so many: neither
    /// waits for the other's end.
    private static final int CASH_PART = 4;

    /// What an item takes beside its content at most, in bytes.
    private static final int ITEM_HEADS = 8;

    private final ModuleIdentity identity;
    private final Journal journal;
    private final ReceiptBook receipts;
    private final CashBook cash;
    private final Trust trust;
    private final RemoteConfig config;
    private final BookWatch book;

    UpBundles(
            ModuleIdentity identity,
            Journal journal,
            ReceiptBook receipts,
            CashBook cash,
            Trust trust,
            RemoteConfig config,
            BookWatch book) {
        this.identity = identity;
        this.journal = journal;
        this.receipts = receipts;
        this.cash = cash;
        this.trust = trust;
        this.config = config;
        this.book = book;
    }

    /// All that decides what a bundle says; two of the same basis say the same.
    ///
    /// @param own whose receipt goes first
    record Basis(
            int maxBytes,
            Optional<Counter> own,
            Position position,
            CashPosition cash,
            Held held,
            KeyCert to) {}

    /// What a bundle made now would say; empty without a key to seal to.
    Optional<Basis> basis(int maxBytes, Optional<Counter> own, Counter ringFloor)
            throws JournalUnavailable {
        var to = trust.newest(KeyUsage.SEAL);
        if (to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Basis(
                        maxBytes,
                        own,
                        journal.position(ringFloor),
                        cash.position(),
                        held(),
                        to.get()));
    }

    Held held() throws JournalUnavailable {
        return new Held(
                journal.acknowledged(),
                trust.ring().newest(),
                trust.denylist().version(),
                config.version(),
                book.number());
    }

    /// The sealed bundle: two signatures and a seal, whatever waits.
    Bytes make(Basis basis) throws JournalUnavailable {
        var items = SyncBundle.fitting(items(basis), basis.maxBytes);
        var bundle = new SyncBundle.Up(identity.module(), identity.generation(), basis.held, items);
        return SealedBundle.up(
                        identity.module(),
                        identity.generation(),
                        bundle.sign(identity.signing(), identity.environment()),
                        basis.to.serial(),
                        new SealPublicKey(basis.to.key()))
                .encoded();
    }

    private List<BundleItem> items(Basis basis) throws JournalUnavailable {
        var acknowledged = basis.held.acknowledged();
        var items = new ArrayList<BundleItem>();
        items.add(BundleItem.of(UpKind.CHECKPOINT, receipts.checkpoint(basis.position)));
        book.fork().ifPresent(fork -> items.add(BundleItem.of(UpKind.FORK, fork.encoded())));
        var own =
                basis.own.isPresent()
                        ? ownReceipt(basis.own.get(), acknowledged)
                        : Optional.<Bytes>empty();
        own.ifPresent(receipt -> items.add(BundleItem.of(UpKind.RECEIPT, receipt)));
        addCash(basis, items);
        journal.receiptsAfter(acknowledged, basis.maxBytes / LEAST_RECEIPT).stream()
                .filter(receipt -> !own.equals(Optional.of(receipt)))
                .forEach(receipt -> items.add(BundleItem.of(UpKind.RECEIPT, receipt)));
        return items;
    }

    /// Sales for coins have all the room if nothing else waits, else a part.
    private void addCash(Basis basis, List<BundleItem> items) throws JournalUnavailable {
        int taken =
                SealedBundle.OVERHEAD
                        + items.stream()
                                .mapToInt(item -> item.content().length() + ITEM_HEADS)
                                .sum();
        int room = basis.maxBytes - taken - ITEM_HEADS;
        cash.batch(receipts.hasUnacknowledged() ? Math.min(room, basis.maxBytes / CASH_PART) : room)
                .ifPresent(batch -> items.add(BundleItem.of(UpKind.CASH_SALE, batch)));
    }

    private Optional<Bytes> ownReceipt(Counter own, Sequence acknowledged)
            throws JournalUnavailable {
        return journal.of(own).stream()
                .filter(Receipted.class::isInstance)
                .map(Receipted.class::cast)
                .filter(receipted -> receipted.sequence().compareTo(acknowledged) > 0)
                .map(Receipted::receipt)
                .findFirst();
    }
}
