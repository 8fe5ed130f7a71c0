package dev.coinless.edge.sync;

import dev.coinless.edge.cash.CashBook;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.gate.Trust;
import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.receipt.ReceiptBook;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.BundleAssembly.Outcome;
import dev.coinless.model.sync.BundleId;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.BundlePull;
import dev.coinless.model.sync.BundleRefused;
import dev.coinless.model.sync.Direction;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.Held;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gives bundles out and takes bundles in, for couriers in parts and for the module's own network
/// as a whole. Used by the agent's thread only.
///
/// Everything that comes in proves itself, and only what is newer applies: a bundle that is
/// dropped, brought twice, out of order, altered, old or somebody else's changes nothing.
public final class SyncDesk {

    /// Longest part of a bundle given out at once, in bytes, whatever a phone wants.
    static final int MAX_CHUNK = 4096;

    /// Items of one bundle that are looked at: one of each kind is usual, and some certificates.
    private static final int MAX_ITEMS = 64;

    /// Certificates that are tried for the key of a bundle before its signature is known to be
    /// good: as many as the ring keeps of one usage.
    private static final int MAX_TRIED = 4;

    /// Bundles that were applied and are known again, so that bringing them twice costs nothing.
    private static final int APPLIED_KEPT = 32;

    private final ModuleIdentity identity;
    private final ReceiptBook receipts;
    private final CashBook cash;
    private final Trust trust;
    private final RemoteConfig config;
    private final BookWatch book;
    private final StageLog log;
    private final Disturbances disturbances;
    private final UpBundles up;
    private final Shelf shelf = new Shelf();
    private final Deliveries deliveries = new Deliveries();
    private final Set<Bytes> applied =
            Collections.newSetFromMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Bytes, Boolean> eldest) {
                            return size() > APPLIED_KEPT;
                        }
                    });

    public SyncDesk(
            ModuleIdentity identity,
            Journal journal,
            ReceiptBook receipts,
            CashBook cash,
            Trust trust,
            RemoteConfig config,
            StageLog log,
            Disturbances disturbances)
            throws JournalUnavailable {
        this.identity = identity;
        this.receipts = receipts;
        this.cash = cash;
        this.trust = trust;
        this.config = config;
        this.book = new BookWatch(journal, log);
        this.log = log;
        this.disturbances = disturbances;
        this.up = new UpBundles(identity, journal, receipts, cash, trust, config, book);
    }

    /// What may be done for a phone now.
    public interface Budget {
        /// Takes one unit of expensive work; false if there is none left, and the phone must wait.
        boolean take();
    }

    /// What the module has of what comes down.
    ///
    /// @param cash up to where the platform has the sales for coins
    public record Standing(Held held, Sequence cash) {}

    public Standing standing() throws JournalUnavailable {
        return new Standing(up.held(), cash.position().acknowledged());
    }

    /// Whether receipts wait that the platform has not acknowledged, or sales for coins that have
    /// waited for long.
    public boolean hasMore() throws JournalUnavailable {
        return receipts.hasUnacknowledged() || cash.isDue();
    }

    /// A sealed bundle with what waits now; empty if the module has no key to seal it to.
    ///
    /// @param maxBytes how long it may be
    /// @param ringFloor the lowest counter that is still accepted
    public Optional<Bytes> next(int maxBytes, Counter ringFloor) throws JournalUnavailable {
        var basis = up.basis(maxBytes, Optional.empty(), ringFloor);
        return basis.isPresent() ? Optional.of(up.make(basis.get())) : Optional.empty();
    }

    /// The part that a phone asks for. The bytes of a bundle stay the same while it is read.
    ///
    /// @param own the consumption of the phone's own grant, if it has bought
    /// @return empty if a new bundle would have to be made and there is no budget
    public Optional<BundlePart> part(
            BundlePull pull, Optional<Counter> own, Counter ringFloor, Budget budget)
            throws JournalUnavailable {
        int max = Math.min(pull.max(), MAX_CHUNK);
        var goesOn = shelf.find(pull.bundle());
        if (goesOn.isPresent()) {
            return Optional.of(BundlePart.cut(goesOn.get(), pull.offset(), max));
        }
        var basis = up.basis(SealedBundle.MAX_RADIO_LENGTH, own, ringFloor);
        if (basis.isEmpty()) {
            return Optional.of(BundlePart.NOTHING);
        }
        var same = shelf.find(basis.get());
        if (same.isEmpty() && !budget.take()) {
            return Optional.empty();
        }
        var sealed = same.isPresent() ? same.get() : up.make(basis.get());
        if (same.isEmpty()) {
            shelf.put(basis.get(), sealed);
        }
        return Optional.of(BundlePart.cut(sealed, 0, max));
    }

    /// Takes a part of a bundle that a phone brings, and the bundle with its last part.
    ///
    /// @param powered the module's running time over all its life
    /// @return why it is refused; empty if the part, or the bundle, is taken
    public Optional<Refusal> take(
            ConnectionId bearer, BundlePart part, Duration powered, Budget budget)
            throws JournalUnavailable {
        if (applied.contains(part.bundle().value())) {
            return Optional.empty();
        }
        var step = deliveries.look(part);
        return switch (step.outcome()) {
            case Outcome.Incomplete _ ->
                    deliveries.keep(bearer, part, step.next())
                            ? Optional.empty()
                            : Optional.of(Refusal.BUSY);
            case Outcome.Gap _ -> refused(Refusal.MISMATCH, "a part behind what is missing");
            case Outcome.Altered _ -> {
                deliveries.keep(bearer, part, step.next());
                yield refused(Refusal.MISMATCH, "its bytes are not those of its id");
            }
            case Outcome.Complete(var sealed) -> {
                if (!budget.take()) {
                    yield Optional.of(Refusal.BUSY);
                }
                var refusal = apply(sealed, powered);
                deliveries.keep(bearer, part, step.next());
                yield refusal;
            }
        };
    }

    /// A phone is gone.
    public void leave(ConnectionId bearer) {
        deliveries.leave(bearer);
    }

    /// Takes a sealed bundle in, whoever brings it.
    ///
    /// @param powered the module's running time over all its life
    /// @return why it is refused as a whole; empty if it was opened and each item judged by itself
    public Optional<Refusal> apply(Bytes encoded, Duration powered) throws JournalUnavailable {
        try {
            var sealed = SealedBundle.parse(encoded);
            sealed.requireFor(Direction.DOWN, identity.module(), identity.generation());
            var bundle =
                    SyncBundle.Down.open(
                            sealed,
                            identity.sealing(),
                            (serial, certs) ->
                                    trust.syncKey(serial, certs.stream().limit(MAX_TRIED).toList()),
                            identity.environment());
            applyAll(bundle.items().stream().limit(MAX_ITEMS).toList(), powered);
            applied.add(encoded.sha256().first(BundleId.LENGTH));
            return Optional.empty();
        } catch (BundleRefused e) {
            return refused(e.reason(), String.valueOf(e.getMessage()));
        }
    }

    /// Certificates first: the keys of what else is in it may be among them.
    private void applyAll(List<BundleItem> items, Duration powered) throws JournalUnavailable {
        for (var item : items) {
            if (DownKind.of(item.kind()).equals(Optional.of(DownKind.KEYCERT))) {
                apply(DownKind.KEYCERT, item.content(), powered);
            }
        }
        for (var item : items) {
            var kind = DownKind.of(item.kind()).filter(it -> it != DownKind.KEYCERT);
            if (kind.isPresent()) {
                apply(kind.get(), item.content(), powered);
            }
        }
    }

    private void apply(DownKind kind, Bytes content, Duration powered) throws JournalUnavailable {
        try {
            var refusal =
                    switch (kind) {
                        case KEYCERT -> trust.certify(content);
                        case DENYLIST -> trust.deny(content);
                        case CONFIG -> config.take(content, trust);
                        case ACK -> receipts.acknowledge(content, trust, powered);
                        case CASH_ACK -> cash.acknowledge(content);
                        case HEADER -> book.take(content, trust);
                        case STAMP -> Optional.<Refusal>empty();
                    };
            log.say(Stage.RECEIPT, "bundle %s %s".formatted(kind, word(refusal)));
            if (kind == DownKind.ACK && refusal.equals(Optional.of(Refusal.MISMATCH))) {
                log.say(Stage.RECEIPT, ReceiptBook.ALARM);
            }
        } catch (Malformed e) {
            log.say(Stage.RECEIPT, "bundle %s malformed: %s".formatted(kind, e.getMessage()));
        }
    }

    private static String word(Optional<Refusal> refusal) {
        return refusal.map(reason -> "refused reason=" + reason).orElse("taken");
    }

    private Optional<Refusal> refused(Refusal reason, String why) {
        disturbances.count(Disturbance.BUNDLE_REFUSED);
        log.say(Stage.RECEIPT, "bundle refused reason=%s: %s".formatted(reason, why));
        return Optional.of(reason);
    }
}
