package dev.coinless.wallet.phone;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.Direction;
import dev.coinless.model.time.TimeSource;
import dev.coinless.model.time.Uptime;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.courier.Parcel;
import dev.coinless.wallet.courier.Satchel;
import dev.coinless.wallet.courier.SatchelStore;
import dev.coinless.wallet.courier.Visit;
import dev.coinless.wallet.courier.VisitEvent;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.store.WalletChange;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Carries bundles: visits modules that the phone has just met, and keeps what it carries. Its
/// state belongs to the phone's loop.
public final class CourierDesk {
    /// After a visit, a module is left in peace for so long, unless there is something for it.
    private static final Duration REST = Duration.ofSeconds(30);

    /// How long after a visit the phone is probably still beside the machine.
    private static final Duration LINGERING = Duration.ofSeconds(60);

    /// Modules whose last visit is remembered; forgetting one costs a visit.
    private static final int MAX_REMEMBERED = 256;

    private final RadioDesk radio;
    private final PhoneLoop loop;
    private final SatchelStore store;
    private final TimeSource time;
    private final Runnable post;
    private final Consumer<News> news;
    private final Map<ModuleId, Uptime> visited = new HashMap<>();
    private volatile Satchel satchel;
    private Optional<VisitUnderWay> underWay = Optional.empty();
    private Optional<Wanted> wanted = Optional.empty();

    /// A visit that waits until the one under way is over.
    private record Wanted(
            VisitUnderWay.Opening opening, int bundles, CompletableFuture<VisitReport> report) {}

    /// What the desk works with.
    ///
    /// @param satchel as it was loaded
    /// @param post tells the poster that there is something new
    record Parts(
            RadioDesk radio,
            PhoneLoop loop,
            Satchel satchel,
            SatchelStore store,
            TimeSource time,
            Runnable post,
            Consumer<News> news) {}

    CourierDesk(Parts parts) {
        this.radio = parts.radio();
        this.loop = parts.loop();
        this.store = parts.store();
        this.time = parts.time();
        this.post = parts.post();
        this.news = parts.news();
        this.satchel = parts.satchel();
    }

    /// What is carried now; safe from any thread.
    public Satchel satchel() {
        return satchel;
    }

    public void turn(boolean on) {
        loop.run(() ->
                loop.keep(new WalletChange.SettingsChanged(loop.wallet().settings().courier(on))));
    }

    /// Visits a module now, whether or not the phone is set to.
    ///
    /// @param bundles carried away at the most
    /// @return completes when the visit is over
    public CompletableFuture<VisitReport> visit(String wanted, int bundles) {
        var report = new CompletableFuture<VisitReport>();
        loop.run(() -> begin(ear -> radio.open(wanted, ear), bundles, report));
        return report;
    }

    /// The phone has been connected to this module. On the loop's thread.
    void met(ModuleId module) {
        boolean isRested =
                Optional.ofNullable(visited.get(module))
                        .filter(last -> time.uptime().since(last).compareTo(REST) < 0)
                        .isEmpty();
        boolean hasSomething = satchel.find(module).flatMap(Parcel::down).isPresent();
        boolean isWanted = loop.wallet().settings().courier() && underWay.isEmpty();
        if (isWanted && (isRested || hasSomething)) {
            begin(ear -> radio.reopen(module, ear), Visit.MAX_BUNDLES, new CompletableFuture<>());
        }
    }

    private void begin(
            VisitUnderWay.Opening opening, int bundles, CompletableFuture<VisitReport> report) {
        if (underWay.isPresent()) {
            wanted.ifPresent(earlier ->
                    earlier.report().complete(VisitReport.notReached("wanted again since")));
            wanted = Optional.of(new Wanted(opening, bundles, report));
            return;
        }
        var visit = new VisitUnderWay(radio, loop, this, opening, bundles, report);
        underWay = Optional.of(visit);
        visit.connect();
    }

    /// What is for the cloud, the parcel touched longest ago first.
    List<Posting> postings() {
        return satchel.parcels().stream()
                .flatMap(parcel -> parcel.up().stream())
                .map(up -> new Posting(Posting.Kind.BUNDLE, up))
                .toList();
    }

    /// The cloud has answered a bundle, or refused it for good. On the loop's thread.
    void answered(Bytes up, Optional<Bytes> down) {
        var carried =
                satchel.parcels().stream()
                        .filter(parcel -> parcel.up().equals(Optional.of(up)))
                        .findFirst();
        if (carried.isEmpty()) {
            return;
        }
        var module = carried.get().module();
        var forModule = down.filter(each -> Visit.isOf(each, Direction.DOWN, module));
        keep(carried.get().answered(up, forModule));
        news.accept(new News.BundlePosted(module, up.length(), forModule.map(Bytes::length)));
        if (underWay.isPresent()) {
            underWay.filter(visit -> visit.isAt(module))
                    .ifPresent(visit -> visit.take(new VisitEvent.Answered(up, forModule)));
        } else if (forModule.isPresent()) {
            bringBack(module);
        }
    }

    /// The answer came after the visit: whoever is still beside the machine brings it at once.
    private void bringBack(ModuleId module) {
        boolean isNear =
                Optional.ofNullable(visited.get(module))
                        .filter(last -> time.uptime().since(last).compareTo(LINGERING) < 0)
                        .isPresent();
        if (isNear && loop.wallet().settings().courier()) {
            begin(ear -> radio.reopen(module, ear), Visit.MAX_BUNDLES, new CompletableFuture<>());
        }
    }

    /// The cloud did not answer now. On the loop's thread.
    void unanswered(Bytes posted) {
        underWay.ifPresent(visit -> visit.take(new VisitEvent.Unanswered(posted)));
    }

    Parcel parcelOf(ModuleId module) {
        return satchel.of(module);
    }

    /// Keeps a parcel, and forgets what it crowds out.
    void keep(Parcel parcel) {
        var before = satchel;
        var next = before.with(parcel, this::isOwn);
        try {
            if (next.find(parcel.module()).isPresent()) {
                store.save(parcel);
            } else {
                store.drop(parcel.module());
            }
            for (var each : before.parcels()) {
                if (next.find(each.module()).isEmpty()) {
                    store.drop(each.module());
                }
            }
        } catch (IOException e) {
            // What is carried is kept by its module too; it costs a visit, not money.
            news.accept(new News.NotCarried(String.valueOf(e.getMessage())));
        }
        satchel = next;
    }

    void post() {
        post.run();
    }

    void ended(VisitUnderWay visit, Optional<ModuleId> at, VisitReport report) {
        at.ifPresent(module -> {
            if (visited.size() >= MAX_REMEMBERED) {
                visited.clear();
            }
            visited.put(module, time.uptime());
            news.accept(new News.Visited(module, report));
        });
        underWay = underWay.filter(each -> each != visit);
        var next = wanted.filter(_ -> underWay.isEmpty());
        if (next.isPresent()) {
            wanted = Optional.empty();
            begin(next.get().opening(), next.get().bundles(), next.get().report());
        }
    }

    private boolean isOwn(ModuleId module) {
        return loop.wallet().grants().stream().map(HeldGrant::module).anyMatch(module::equals);
    }
}
