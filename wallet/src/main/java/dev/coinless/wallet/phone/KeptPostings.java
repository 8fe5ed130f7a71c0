package dev.coinless.wallet.phone;

import dev.coinless.wallet.receipt.PostObject;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.store.WalletChange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// Wallet and satchel as the poster sees them.
final class KeptPostings implements Poster.Outbox {
    private final PhoneLoop loop;
    private final CourierDesk courier;

    KeptPostings(PhoneLoop loop, CourierDesk courier) {
        this.loop = loop;
        this.courier = courier;
    }

    /// The holder's own first, then what is carried for others.
    @Override
    public List<Posting> waiting() {
        return Stream.concat(loop.wallet().outbox().stream(), courier.postings().stream()).toList();
    }

    @Override
    public void answered(Posting posting, PostObject.Outcome outcome) throws InterruptedException {
        var kept = new CompletableFuture<Boolean>();
        loop.run(() -> {
            keep(posting, outcome);
            kept.complete(true);
        });
        try {
            kept.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("keeping does not fail this way", e);
        }
    }

    private void keep(Posting posting, PostObject.Outcome outcome) {
        switch (outcome) {
            case PostObject.Outcome.Redeemed(var settlement, var ack) -> {
                ack.ifPresent(each -> loop.keep(new WalletChange.AckKept(each)));
                loop.keep(new WalletChange.Settled(settlement));
                loop.keep(new WalletChange.Posted(posting));
                loop.take(new Event.ReceiptPosted(settlement));
            }
            case PostObject.Outcome.Taken() -> loop.keep(new WalletChange.Posted(posting));
            case PostObject.Outcome.Carried(var down) -> courier.answered(posting.object(), down);
            case PostObject.Outcome.Denied _ -> {
                if (posting.kind() == Posting.Kind.BUNDLE) {
                    courier.answered(posting.object(), Optional.empty());
                } else {
                    loop.keep(new WalletChange.Parked(posting));
                }
            }
            // Kept as it is; the poster waits and tries again.
            case PostObject.Outcome.Unanswered _ -> courier.unanswered(posting.object());
        }
    }
}
