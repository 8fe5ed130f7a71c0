package dev.coinless.wallet.phone;

import dev.coinless.model.id.GrantId;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.scan.Sighting;
import dev.coinless.wallet.store.Settings;
import dev.coinless.wallet.trigger.Nearness;
import dev.coinless.wallet.trigger.Trigger;
import java.util.Optional;

/// Notices that the phone is held close to the machine it has a grant for: the proximity trigger.
///
/// It watches only while there is a grant that was never presented, for a machine at which the
/// holder allows this, of no more than [Trigger.Proximity#MOST], and the screen is unlocked. It
/// fires at most once for a grant. Used on the phone's loop only.
final class Closeness {
    private final Radio radio;
    private final Fired fired;
    private Optional<HeldGrant> watched = Optional.empty();
    private Optional<GrantId> spent = Optional.empty();
    private Nearness nearness = new Nearness.Away();
    private boolean unlocked;

    /// Hears advertisements beside everything else.
    interface Radio {
        void watch();

        void unwatch();
    }

    /// Told that a grant's trigger has come.
    interface Fired {
        void by(Trigger.Proximity trigger);
    }

    Closeness(Radio radio, Fired fired) {
        this.radio = radio;
        this.fired = fired;
    }

    void screen(boolean isUnlocked, State state, Settings settings) {
        unlocked = isUnlocked;
        look(state, settings);
    }

    /// Begins or ends to watch, as it is now.
    void look(State state, Settings settings) {
        var next = meant(state).filter(grant -> isAllowed(grant, settings));
        if (next.map(HeldGrant::id).equals(watched.map(HeldGrant::id))) {
            return;
        }
        watched = next;
        nearness = new Nearness.Away();
        if (next.isPresent()) {
            radio.watch();
        } else {
            radio.unwatch();
        }
    }

    /// Something was heard while watching.
    void heard(Sighting sighting) {
        var grant = watched.filter(each -> each.module().equals(sighting.module()));
        if (grant.isEmpty() || spent.equals(grant.map(HeldGrant::id))) {
            return;
        }
        nearness = Nearness.step(nearness, sighting.rssi(), sighting.seen());
        if (nearness instanceof Nearness.Reached) {
            spent = grant.map(HeldGrant::id);
            fired.by(new Trigger.Proximity(sighting.rssi()));
        }
    }

    private boolean isAllowed(HeldGrant grant, Settings settings) {
        return unlocked
                && settings.payWhenNear().contains(grant.module())
                && grant.grant().cap().minorUnits() <= Trigger.Proximity.MOST
                && !spent.equals(Optional.of(grant.id()));
    }

    private static Optional<HeldGrant> meant(State state) {
        return switch (state) {
            case State.Granted(var grant) -> Optional.of(grant);
            case State.Idle _,
                    State.Scanning _,
                    State.Authorizing _,
                    State.Triggered _,
                    State.Presenting _,
                    State.InSession _,
                    State.Refused _,
                    State.Doubtful _,
                    State.Retrying _,
                    State.Unconfirmed _,
                    State.ReceiptReceived _,
                    State.Posted _ ->
                    Optional.empty();
        };
    }
}
