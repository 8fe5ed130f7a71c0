package dev.coinless.functions.book;

import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.functions.ledger.Posting;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.BookPosting;
import dev.coinless.model.book.EntryKind;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.ReceiptReference;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Derives the Book's entries from the items that hold the money. The same item gives the same
/// entries for ever, whoever derives them and when.
public final class DeriveEntries {

    private final Receipts receipts;

    public DeriveEntries(Receipts receipts) {
        this.receipts = receipts;
    }

    /// Finds what a receipt is known by.
    public interface Receipts {

        /// SHA-256 of the receipt's envelope; empty if it is not stored.
        Optional<Bytes> hash(ReceiptKey receipt);

        /// The key of a receipt that contradicts the one stored under it.
        ///
        /// @param hash of its envelope
        Optional<ReceiptKey> contradicting(ModuleId module, Generation generation, Bytes hash);
    }

    /// All entries that a hold has made so far.
    ///
    /// @throws IllegalStateException if the receipt that ended it is not stored
    public List<NewEntry> of(Hold hold) {
        var receipt = receiptOf(hold);
        var entries = new ArrayList<NewEntry>();
        long stake = 0;
        for (var entry : hold.entries()) {
            long next = stakeAfter(entry.kind(), hold);
            var derived =
                    entry(
                            hold.account(),
                            entry,
                            new Lane(hold.operator()),
                            hold.id().value(),
                            entry.postings(hold.account(), hold.operator(), hold.cap()),
                            restsOnReceipt(entry.kind()) ? receipt : Optional.empty());
            entries.add(new NewEntry(derived, Optional.of(stake(hold, entry, next - stake))));
            stake = next;
        }
        return entries;
    }

    /// The entry of a movement.
    public NewEntry of(Movement movement) {
        var operator = movement.operator();
        var derived =
                entry(
                        movement.account(),
                        movement.entry(),
                        operator.isEmpty() ? Lane.PLATFORM : new Lane(operator),
                        bytes(movement.id()),
                        movement.postings(),
                        Optional.empty());
        return new NewEntry(derived, Optional.empty());
    }

    /// Nothing is known of a grant yet when it is placed, or set free because nothing was heard.
    private static boolean restsOnReceipt(Entry.Kind kind) {
        return switch (kind) {
            case CREDIT, HOLD, RELEASE, REFUND -> false;
            case CAPTURE, VOID, LATE_CAPTURE, CLOSE -> true;
        };
    }

    private static long stakeAfter(Entry.Kind kind, Hold hold) {
        return switch (kind) {
            case HOLD, RELEASE -> hold.cap().minorUnits();
            case CREDIT, CAPTURE, VOID, LATE_CAPTURE, CLOSE, REFUND -> 0;
        };
    }

    private static Stake stake(Hold hold, Entry entry, long open) {
        boolean late = entry.kind() == Entry.Kind.LATE_CAPTURE;
        return new Stake(hold.grant().module(), open, late ? entry.risk().minorUnits() : 0);
    }

    private Optional<ReceiptReference> receiptOf(Hold hold) {
        return hold.state()
                        instanceof HoldState.Decided(_, HoldState.Ground.Contradiction(var hash), _)
                ? Optional.of(contradiction(hold.grant(), hash))
                : hold.receipt().map(this::reference);
    }

    private ReceiptReference contradiction(Grant grant, Bytes hash) {
        var key =
                receipts.contradicting(grant.module(), grant.generation(), hash)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "the contradicting receipt %s is not stored"
                                                .formatted(hash)));
        return new ReceiptReference(key.module(), key.generation(), key.sequence(), hash);
    }

    private ReceiptReference reference(ReceiptKey key) {
        var hash =
                receipts.hash(key)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "receipt %s is not stored".formatted(key)));
        return new ReceiptReference(key.module(), key.generation(), key.sequence(), hash);
    }

    private static BookEntry entry(
            AccountId account,
            Entry entry,
            Lane lane,
            Bytes source,
            List<Posting> postings,
            Optional<ReceiptReference> receipt) {
        return new BookEntry(
                account,
                entry.version(),
                lane,
                new EntryKind(entry.kind().name()),
                entry.at(),
                source,
                postings.stream().map(DeriveEntries::posting).toList(),
                receipt);
    }

    private static BookPosting posting(Posting posting) {
        return new BookPosting(
                posting.account().name(),
                posting.minorUnits(),
                posting.currency().getNumericCode());
    }

    private static Bytes bytes(UUID id) {
        return Bytes.concat(
                Bytes.bigEndian(id.getMostSignificantBits(), Long.BYTES),
                Bytes.bigEndian(id.getLeastSignificantBits(), Long.BYTES));
    }
}
