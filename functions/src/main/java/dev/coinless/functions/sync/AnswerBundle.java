package dev.coinless.functions.sync;

import dev.coinless.functions.audit.CashStanding;
import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.keys.KeyRing.SigningKey;
import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.Held;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.sync.SyncBundle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the bundle that goes down: what a module lacks by its own word, no more. The largest that
/// may come of it fits the radio, so it does not matter by which route it goes.
public final class AnswerBundle {

    /// Headers that a module may be behind before one goes down for its own sake: there is one in a
    /// minute, and nothing waits for it.
    static final long MAX_BEHIND = 15;

    private final SyncStore store;
    private final KeyRing keys;
    private final BookHeaders headers;
    private final Environment environment;
    private final Attempts attempts;

    public AnswerBundle(
            SyncStore store,
            KeyRing keys,
            BookHeaders headers,
            Environment environment,
            Attempts attempts) {
        this.store = store;
        this.keys = keys;
        this.headers = headers;
        this.environment = environment;
        this.attempts = attempts;
    }

    /// The sealed answer; empty if the module lacks nothing, is of an earlier generation, or was
    /// enrolled before its sealing key was kept.
    ///
    /// @param coins how far the sales for coins have come that the bundle had
    Optional<Bytes> to(
            SyncBundle.Up asked,
            PaymentModule module,
            GenerationProgress progress,
            List<CashStanding> coins,
            Instant now) {
        var sealing = module.current().sealingKey();
        if (sealing.isEmpty() || !module.current().generation().equals(asked.generation())) {
            return Optional.empty();
        }
        var items =
                attempts.until(
                        () -> Optional.of(itemsFor(asked.held(), module, progress, coins, now)));
        if (items.isEmpty()) {
            return Optional.empty();
        }
        var key = keys.newest(KeyUsage.SYNC, now);
        var signed =
                new SyncBundle.Down(asked.module(), asked.generation(), items)
                        .sign(key.serial(), key.key(), environment);
        return Optional.of(
                SealedBundle.down(asked.module(), asked.generation(), signed, sealing.get())
                        .encoded());
    }

    private List<BundleItem> itemsFor(
            Held held,
            PaymentModule module,
            GenerationProgress progress,
            List<CashStanding> coins,
            Instant now) {
        var denylist = store.denylist();
        var key = signingKey(denylist, now);
        var items = new ArrayList<BundleItem>();
        if (progress.contiguous().compareTo(held.acknowledged()) > 0) {
            var ack =
                    new Ack(
                            module.id(),
                            progress.generation(),
                            progress.contiguous(),
                            progress.hash());
            items.add(of(DownKind.ACK, ack.sign(key.serial(), key.key(), environment).encoded()));
        }
        coins.stream()
                .filter(standing -> standing.upTo().value() > 0)
                .map(standing -> of(DownKind.CASH_ACK, standing.acknowledgement().encoded()))
                .forEach(items::add);
        addCertificates(held, denylist, items);
        if (denylist.version().isNewerThan(held.denylist())) {
            var signed = denylist.sign(key.serial(), key.key(), environment);
            items.add(of(DownKind.DENYLIST, signed.encoded()));
        }
        var control = store.control(module.id());
        if (control.config().isNewerThan(held.config())) {
            var signed = config(module, control).sign(key.serial(), key.key(), environment);
            items.add(of(DownKind.CONFIG, signed.encoded()));
        }
        addHeader(held, items);
        return items;
    }

    private void addHeader(Held held, List<BundleItem> items) {
        long behind = headers.count() - held.header();
        if (behind >= (items.isEmpty() ? MAX_BEHIND : 1)) {
            headers.from(held.header())
                    .ifPresent(newer -> items.add(of(DownKind.HEADER, newer.encoded())));
        }
    }

    /// A denied key signs nothing more; its successor may have been made a moment ago.
    private SigningKey signingKey(Denylist denylist, Instant now) {
        if (denylist.revokes(KeyUsage.SYNC, keys.newest(KeyUsage.SYNC, now).serial())) {
            keys.forget(KeyUsage.SYNC);
        }
        return keys.newest(KeyUsage.SYNC, now);
    }

    private void addCertificates(Held held, Denylist denylist, List<BundleItem> items) {
        for (var usage : KeyUsage.values()) {
            for (var key : keys.since(usage, held.newest(usage))) {
                if (!denylist.revokes(usage, key.serial())) {
                    items.add(of(DownKind.KEYCERT, key.certificate()));
                }
            }
        }
    }

    private static ModuleConfig config(PaymentModule module, ModuleControl control) {
        return new ModuleConfig(
                module.id(),
                control.config(),
                module.currency(),
                control.settings(),
                control.prices());
    }

    private static BundleItem of(DownKind kind, Bytes content) {
        return BundleItem.of(kind, content);
    }
}
