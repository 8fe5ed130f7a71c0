package dev.coinless.functions.sync;

import dev.coinless.functions.audit.CashStanding;
import dev.coinless.functions.audit.TakeCashSales;
import dev.coinless.functions.http.Problem;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.redeem.CatchUp;
import dev.coinless.functions.redeem.RedeemReceipt;
import dev.coinless.functions.redeem.SubmitCheckpoint;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.model.book.BookFork;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.BundleRefused;
import dev.coinless.model.sync.Direction;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.sync.UpKind;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes a module's bundle in, by whatever route it came, and answers with what the module lacks.
///
/// Each item is judged by itself and is idempotent by itself; so the same bundle again, an old one,
/// or two in any order end in the same books. A bad item is put aside and hinders no other.
public final class TakeBundle {

    /// How long a bad item is kept for whoever looks into it.
    private static final Duration KEPT_ASIDE = Duration.ofDays(90);

    private final SyncStore store;
    private final KeyRing keys;
    private final RedeemReceipt redeem;
    private final CatchUp catchUp;
    private final SubmitCheckpoint checkpoints;
    private final TakeCashSales cash;
    private final AnswerBundle answer;
    private final Environment environment;
    private final Attempts attempts;

    public TakeBundle(
            SyncStore store,
            KeyRing keys,
            RedeemReceipt redeem,
            CatchUp catchUp,
            SubmitCheckpoint checkpoints,
            TakeCashSales cash,
            AnswerBundle answer,
            Environment environment,
            Attempts attempts) {
        this.store = store;
        this.keys = keys;
        this.redeem = redeem;
        this.catchUp = catchUp;
        this.checkpoints = checkpoints;
        this.cash = cash;
        this.answer = answer;
        this.environment = environment;
        this.attempts = attempts;
    }

    /// What came of a bundle.
    ///
    /// @param items how many it had
    /// @param refused how many of them were put aside
    /// @param faults what could not be taken because something here is broken; it may be taken
    ///   later
    /// @param quarantined whether the module has contradicted itself
    /// @param down what the module lacks, sealed to it; empty if nothing
    public record Taken(
            SealedBundle bundle,
            int items,
            int refused,
            List<RuntimeException> faults,
            boolean quarantined,
            Optional<Bytes> down) {}

    /// Takes it in.
    ///
    /// @throws Refused if it is not a bundle of a module that is enrolled here
    public Taken take(Bytes encoded, Instant now) throws Refused {
        try {
            var sealed = SealedBundle.parse(encoded);
            sealed.require(Direction.UP);
            var module = signer(sealed);
            return take(sealed, module, open(sealed, module), now);
        } catch (BundleRefused e) {
            throw new Refused(Problem.about(e.reason(), "bundle", String.valueOf(e.getMessage())));
        }
    }

    private PaymentModule signer(SealedBundle sealed) throws Refused {
        var found = attempts.until(() -> Optional.of(store.module(sealed.module())));
        return found.filter(module -> module.generation(sealed.generation()).isPresent())
                .orElseThrow(() ->
                        new Refused(
                                Refusal.UNKNOWN_ISSUER,
                                "generation %s of module %s is not enrolled here"
                                        .formatted(sealed.generation(), sealed.module())));
    }

    private SyncBundle.Up open(SealedBundle sealed, PaymentModule module)
            throws Refused, BundleRefused {
        var key = attempts.until(() -> Optional.of(keys.sealKey(sealed.key())));
        if (key.isEmpty()) {
            throw new Refused(Refusal.UNKNOWN_ISSUER, "no SEAL key has serial " + sealed.key());
        }
        var signing = module.generation(sealed.generation()).orElseThrow().signingKey();
        return SyncBundle.Up.open(sealed, key.get(), signing, environment);
    }

    private Taken take(
            SealedBundle sealed, PaymentModule module, SyncBundle.Up bundle, Instant now) {
        var receipts = new ArrayList<Envelope>();
        var coins = new ArrayList<CashStanding>();
        var faults = new ArrayList<RuntimeException>();
        int refused = 0;
        for (var item : bundle.items()) {
            try {
                take(item, bundle, module, receipts, now).ifPresent(coins::add);
            } catch (Refused | Malformed e) {
                putAside(bundle, item, String.valueOf(e.getMessage()), now);
                refused++;
            } catch (Attempts.Exhausted | TableBusy e) {
                throw e;
            } catch (RuntimeException e) {
                faults.add(e); // what breaks one item must not hold up the others
            }
        }
        var progress = follow(bundle, receipts, faults, now);
        return new Taken(
                sealed,
                bundle.items().size(),
                refused,
                List.copyOf(faults),
                progress.quarantined(),
                answer.to(bundle, module, progress, coins, now));
    }

    /// Takes an item in.
    ///
    /// @return how far the sales for coins have come, if it has some
    private Optional<CashStanding> take(
            BundleItem item,
            SyncBundle.Up bundle,
            PaymentModule module,
            List<Envelope> receipts,
            Instant now)
            throws Refused, Malformed {
        var kind = UpKind.of(item.kind());
        if (kind.isEmpty()) {
            return Optional.empty(); // of a later version
        }
        switch (kind.get()) {
            case RECEIPT -> {
                var receipt = Envelope.parse(ObjectType.RECEIPT, item.content());
                redeem.take(receipt, module, now);
                receipts.add(receipt);
            }
            case CHECKPOINT -> checkpoints.submit(module, checkpoint(item));
            case CASH_SALE -> {
                var sales = Envelope.parse(ObjectType.CASH, item.content());
                return Optional.of(cash.take(sales, module, now));
            }
            case HEALTH -> {}
            // Kept for a person: nothing that the platform says of itself would settle it.
            case FORK -> putAside(bundle, item, BookFork.decode(item.content()).toString(), now);
        }
        return Optional.empty();
    }

    private static Envelope checkpoint(BundleItem item) throws Malformed {
        return Envelope.parse(ObjectType.CHECKPOINT, item.content());
    }

    /// Moves the progress on over all that is complete now. What lies behind a gap tells at least
    /// which codes are spent.
    private GenerationProgress follow(
            SyncBundle.Up bundle,
            List<Envelope> receipts,
            List<RuntimeException> faults,
            Instant now) {
        try {
            return follow(bundle, receipts, now);
        } catch (Attempts.Exhausted | TableBusy e) {
            throw e;
        } catch (RuntimeException e) {
            faults.add(e); // a broken hold stops the progress, not the answer
            return attempts.until(
                    () -> Optional.of(store.progress(bundle.module()).of(bundle.generation())));
        }
    }

    private GenerationProgress follow(SyncBundle.Up bundle, List<Envelope> receipts, Instant now) {
        var before = new Sequence(0);
        var progress = catchUp.catchUp(bundle.module(), bundle.generation(), now);
        while (progress.contiguous().compareTo(before) > 0) {
            before = progress.contiguous();
            progress = catchUp.catchUp(bundle.module(), bundle.generation(), now);
        }
        return redeem.behindGap(receipts, progress, now)
                ? catchUp.catchUp(bundle.module(), bundle.generation(), now)
                : progress;
    }

    private void putAside(SyncBundle.Up bundle, BundleItem item, String reason, Instant now) {
        var bad =
                new BadItem(
                        bundle.module(), bundle.generation(), item, reason, now.plus(KEPT_ASIDE));
        attempts.until(() -> {
            store.putAside(bad);
            return Optional.of(true);
        });
    }
}
