package dev.coinless.functions.redeem;

import dev.coinless.functions.http.Refused;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.module.Claim;
import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Redeems a receipt: captures or voids the hold of the grant it names, once.
///
/// A receipt is an advice: if it is genuine it is never refused, only reconciled, however late and
/// however often it comes. First it is stored under its key, then the hold ends, then the module's
/// progress moves on; after a crash in between, a resend or the sweep does the rest.
public final class RedeemReceipt {

    /// Receipts looked at in one go; more follow with the next one or the sweep.
    static final int MAX_ADVANCE = 100;

    private final RedeemStore store;
    private final Environment environment;
    private final Attempts attempts;

    public RedeemReceipt(RedeemStore store, Environment environment, Attempts attempts) {
        this.store = store;
        this.environment = environment;
        this.attempts = attempts;
    }

    /// Redeems.
    ///
    /// @param receipt its envelope, not yet verified
    /// @throws Refused if it is not the word of a module that is enrolled here
    /// @throws Malformed if it is not a receipt
    public Redemption redeem(Envelope receipt, Instant now) throws Refused, Malformed {
        var claims = Receipt.decode(receipt);
        var signer = ModuleKeyId.of(receipt);
        var module = attempts.until(() -> Optional.of(store.module(signer.module())));
        ModuleWord.require(receipt, signer, module, environment);
        return attempts.until(() -> reconcile(claims, receipt.encoded(), now));
    }

    /// Stores a receipt and ends its hold, and leaves the module's progress where it is: for many
    /// receipts of one module, followed by [CatchUp].
    ///
    /// @param receipt its envelope, not yet verified
    /// @throws Refused if it is not the word of this module
    /// @throws Malformed if it is not a receipt
    public Judgement take(Envelope receipt, PaymentModule module, Instant now)
            throws Refused, Malformed {
        var claims = Receipt.decode(receipt);
        if (!claims.module().equals(module.id())) {
            throw new Refused(Refusal.WRONG_MODULE, "a receipt of module " + claims.module());
        }
        ModuleWord.require(receipt, ModuleKeyId.of(receipt), Optional.of(module), environment);
        return attempts.until(() -> take(claims, receipt.encoded(), now));
    }

    private Optional<Judgement> take(Receipt receipt, Bytes encoded, Instant now) {
        var hold = store.hold(receipt.grant());
        var judgement = Judgement.of(receipt, hold, environment);
        var stored = new StoredReceipt(receipt, encoded, judgement);
        if (!store.storeIfAbsent(stored).equals(encoded)) {
            store.storeFork(stored);
            return quarantine(receipt) ? Optional.of(judgement) : Optional.empty();
        }
        return settle(stored, hold, now).map(_ -> judgement);
    }

    /// Redeems in full those receipts that lie behind a gap: they were taken, but the progress does
    /// not get to them.
    ///
    /// @return whether there were any
    public boolean behindGap(List<Envelope> receipts, GenerationProgress progress, Instant now) {
        boolean any = false;
        for (var receipt : receipts) {
            try {
                var claims = Receipt.decode(receipt);
                if (claims.generation().equals(progress.generation())
                        && claims.sequence().compareTo(progress.contiguous()) > 0) {
                    attempts.until(() -> reconcile(claims, receipt.encoded(), now));
                    any = true;
                }
            } catch (Malformed e) {
                throw new IllegalStateException("it was a receipt when it was taken", e);
            }
        }
        return any;
    }

    private Optional<Redemption> reconcile(Receipt receipt, Bytes encoded, Instant now) {
        var hold = store.hold(receipt.grant());
        var judgement = Judgement.of(receipt, hold, environment);
        var stored = new StoredReceipt(receipt, encoded, judgement);
        if (!store.storeIfAbsent(stored).equals(encoded)) {
            store.storeFork(stored);
            return quarantine(receipt)
                    ? Optional.of(
                            new Redemption(judgement, ofModule(judgement, hold), ack(receipt)))
                    : Optional.empty();
        }
        var settled = settle(stored, hold, now);
        if (settled.isEmpty() || !follow(stored, hold, now)) {
            return Optional.empty();
        }
        return Optional.of(
                new Redemption(judgement, ofModule(judgement, settled.get()), ack(receipt)));
    }

    /// A receipt that names another module's grant learns nothing about it.
    private static Optional<Hold> ofModule(Judgement judgement, Optional<Hold> hold) {
        return judgement == Judgement.WRONG_MODULE ? Optional.empty() : hold;
    }

    /// Ends the hold if it is open.
    ///
    /// @return the hold as it is afterwards; empty if it must be tried again
    private Optional<Optional<Hold>> settle(
            StoredReceipt stored, Optional<Hold> hold, Instant now) {
        if (hold.isEmpty() || !hold.get().isOpen()) {
            return Optional.of(hold);
        }
        var account = store.account(hold.get().account()).orElseThrow();
        if (!SettleHold.fit(account, hold.get())) {
            return Optional.empty();
        }
        var settled = SettleHold.by(stored.receipt(), stored.judgement(), hold.get(), account, now);
        if (settled.isEmpty()) {
            return Optional.of(hold);
        }
        return store.settle(account, settled.get()) == Write.WRITTEN
                ? Optional.of(Optional.of(settled.get().hold()))
                : Optional.empty();
    }

    /// Moves the module's progress on, over this receipt and all that follow it without a gap.
    private boolean follow(StoredReceipt stored, Optional<Hold> hold, Instant now) {
        var receipt = stored.receipt();
        var progress = store.progress(receipt.module());
        var generation = progress.of(receipt.generation());
        if (stored.judgement().showsCodeSpent() && hold.isPresent()) {
            generation = generation.withSpent(hold.get().grant().counter());
        }
        generation = generation.with(new Claim(receipt.floor(), receipt.sequence()));
        var advanced = advanced(receipt.module(), generation, now);
        var next = progress.with(advanced);
        return next.equals(progress) || store.advance(next) == Write.WRITTEN;
    }

    /// The progress after all stored receipts that follow without a gap.
    ///
    /// Each is settled before it counts, so that "known" always means "its hold has ended".
    GenerationProgress advanced(ModuleId module, GenerationProgress progress, Instant now) {
        var generation = progress;
        var after = new ReceiptKey(module, generation.generation(), generation.contiguous());
        for (var stored : store.receiptsAfter(after, MAX_ADVANCE)) {
            boolean next = stored.receipt().sequence().equals(generation.contiguous().next());
            if (!next || generation.quarantined()) {
                return generation;
            }
            var hold = store.hold(stored.receipt().grant());
            var judgement = Judgement.of(stored.receipt(), hold, environment);
            var again = new StoredReceipt(stored.receipt(), stored.encoded(), judgement);
            if (settle(again, hold, now).isEmpty()) {
                return generation;
            }
            if (judgement.showsCodeSpent() && hold.isPresent()) {
                generation = generation.withSpent(hold.get().grant().counter());
            }
            generation = generation.followedBy(stored.receipt(), stored.hash());
        }
        return generation;
    }

    private boolean quarantine(Receipt receipt) {
        var progress = store.progress(receipt.module());
        var next = progress.with(progress.of(receipt.generation()).quarantine());
        return next.equals(progress) || store.advance(next) == Write.WRITTEN;
    }

    private Optional<Ack> ack(Receipt receipt) {
        return acknowledged(receipt.module(), receipt.generation());
    }

    /// What may be acknowledged to a module now.
    public Optional<Ack> acknowledged(ModuleId module, Generation generation) {
        var progress = store.progress(module).of(generation);
        return progress.contiguous().value() == 0
                ? Optional.empty()
                : Optional.of(new Ack(module, generation, progress.contiguous(), progress.hash()));
    }
}
