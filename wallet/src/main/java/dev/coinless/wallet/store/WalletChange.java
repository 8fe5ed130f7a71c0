package dev.coinless.wallet.store;

import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.receipt.KeptAck;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.receipt.Settlement;
import java.util.List;

/// One thing that a wallet must remember from now on.
public sealed interface WalletChange {
    /// The cloud knows the account.
    record Registered() implements WalletChange {}

    record IssueStarted(Issue issue) implements WalletChange {}

    /// The request for a grant is answered, or certainly never arrived.
    record IssueEnded(RequestId id) implements WalletChange {}

    /// A grant arrived; this ends its issue too, in the same write.
    record GrantKept(RequestId issue, HeldGrant grant) implements WalletChange {}

    record GrantMoved(GrantId grant, HeldGrant.Standing standing) implements WalletChange {}

    /// A receipt arrived; the grant it names, if it is ours, is spent in the same write.
    record ReceiptKept(GrantId grant, Bytes receipt) implements WalletChange {}

    record CheckpointKept(Bytes checkpoint) implements WalletChange {}

    /// The cloud has it.
    record Posted(Posting posting) implements WalletChange {}

    /// The cloud refused it, and will for ever; it is set aside, not lost.
    record Parked(Posting posting) implements WalletChange {}

    record Settled(Settlement settlement) implements WalletChange {}

    record SettingsChanged(Settings settings) implements WalletChange {}

    record AckKept(KeptAck ack) implements WalletChange {}

    record AckDelivered(KeptAck ack) implements WalletChange {}

    /// A higher header of the Book was seen, and proven to stand on the one before.
    record HeaderKept(SignedHeader header) implements WalletChange {}

    /// The platform's roots, as it named them at the first use; once there are some, they stay.
    record RootsPinned(List<Ed25519PublicKey> roots) implements WalletChange {
        public RootsPinned {
            roots = List.copyOf(roots);
        }
    }
}
