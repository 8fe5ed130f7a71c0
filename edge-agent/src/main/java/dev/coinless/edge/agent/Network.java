package dev.coinless.edge.agent;

import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.present.VerificationBudget;
import dev.coinless.edge.sync.SyncDesk;
import dev.coinless.edge.uplink.Uplink;
import dev.coinless.edge.uplink.UplinkEvent;
import dev.coinless.edge.uplink.UplinkPort;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.function.Supplier;

/// The module's talk with the platform by its own network: publishes up bundles when [Uplink] says
/// so, and takes what comes down to the [SyncDesk], as couriers do. What is wrong is refused and
/// counted.
final class Network {

    /// Down bundles that are opened within a second: each costs a few signature checks, and selling
    /// comes first.
    private static final int BUNDLES_PER_SECOND = 4;

    private final UplinkPort uplink;
    private final SyncDesk desk;
    private final Supplier<Counter> ringFloor;
    private final StageLog log;
    private final Disturbances disturbances;
    private Uplink.State state = new Uplink.State.Away();
    private VerificationBudget budget = VerificationBudget.of(BUNDLES_PER_SECOND);

    /// @param ringFloor the lowest counter that is still accepted
    Network(
            UplinkPort uplink,
            SyncDesk desk,
            Supplier<Counter> ringFloor,
            StageLog log,
            Disturbances disturbances) {
        this.uplink = uplink;
        this.desk = desk;
        this.ringFloor = ringFloor;
        this.log = log;
        this.disturbances = disturbances;
    }

    boolean isConnected() {
        return !(state instanceof Uplink.State.Away);
    }

    /// There is something to tell, such as a receipt.
    void news(Uptime now) {
        step(new Uplink.Event.News(), now);
    }

    /// Time went on; only called while no customer is served.
    void tick(Uptime now) {
        step(new Uplink.Event.Tick(), now);
    }

    /// Takes an event of the network in.
    ///
    /// @param powered the module's running time over all its life
    void on(UplinkEvent event, Duration powered, Uptime now) {
        switch (event) {
            case UplinkEvent.Connected() -> step(new Uplink.Event.Connected(), now);
            case UplinkEvent.Lost() -> step(new Uplink.Event.Lost(), now);
            case UplinkEvent.Received(var bundle) -> receive(bundle, powered, now);
            case UplinkEvent.Unusable(int length) -> {
                disturbances.count(Disturbance.BUNDLE_REFUSED);
                log.say(Stage.UPLINK, "not-a-bundle bytes=" + length);
            }
        }
    }

    private void receive(Bytes bundle, Duration powered, Uptime now) {
        var left = budget.take(now);
        if (left.isEmpty()) {
            disturbances.count(Disturbance.CHECK_LEFT_OUT);
            return;
        }
        budget = left.get();
        try {
            var before = desk.standing();
            if (desk.apply(bundle, powered).isEmpty()) {
                boolean progress = !desk.standing().equals(before);
                log.say(Stage.UPLINK, "answered progress=" + progress);
                step(new Uplink.Event.Answered(progress, desk.hasMore()), now);
            }
        } catch (JournalUnavailable e) {
            log.say(Stage.UPLINK, "not-applied " + e.getMessage());
        }
    }

    private void step(Uplink.Event event, Uptime now) {
        var step = Uplink.step(state, event, now);
        state = step.next();
        for (var effect : step.effects()) {
            switch (effect) {
                case Uplink.Effect.Publish() -> publish(now);
            }
        }
    }

    private void publish(Uptime now) {
        try {
            boolean more = desk.hasMore();
            desk.next(SealedBundle.MAX_LENGTH, ringFloor.get())
                    .ifPresentOrElse(
                            bundle -> {
                                log.say(Stage.UPLINK, "published bytes=" + bundle.length());
                                uplink.publish(bundle);
                                step(new Uplink.Event.Published(more), now);
                            },
                            () -> log.say(Stage.UPLINK, "no-bundle the platform's key is missing"));
        } catch (JournalUnavailable e) {
            log.say(Stage.UPLINK, "no-bundle " + e.getMessage());
        }
    }
}
