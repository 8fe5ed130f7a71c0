package dev.coinless.wallet.phone;

import dev.coinless.wallet.receipt.PostObject;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.store.WalletChange;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// The wallet as the poster sees it.
final class KeptPostings implements Poster.Outbox {
    private final PhoneLoop loop;

    KeptPostings(PhoneLoop loop) {
        this.loop = loop;
    }

    @Override
    public Optional<Posting> oldest() {
        return loop.wallet().outbox().stream().findFirst();
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
            case PostObject.Outcome.Denied _ -> loop.keep(new WalletChange.Parked(posting));
            case PostObject.Outcome.Unanswered _ -> {
                // Kept as it is; the poster waits and tries again.
            }
        }
    }
}
