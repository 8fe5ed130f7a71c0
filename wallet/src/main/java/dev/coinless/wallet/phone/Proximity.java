package dev.coinless.wallet.phone;

import dev.coinless.model.id.ModuleId;
import dev.coinless.wallet.scan.Sighting;
import dev.coinless.wallet.store.WalletChange;
import java.util.concurrent.CompletableFuture;

/// Paying by holding the phone close: where the holder allows it, and whether the screen is open.
///
/// The choice is the holder's alone, machine by machine: it is their money that a relayed radio
/// would spend, so no module and no operator can switch it on.
public final class Proximity {
    private final RadioDesk radio;
    private final PhoneLoop loop;
    private final Closeness closeness;

    Proximity(RadioDesk radio, PhoneLoop loop) {
        this.radio = radio;
        this.loop = loop;
        this.closeness =
                new Closeness(
                        new Closeness.Radio() {
                            @Override
                            public void watch() {
                                radio.watch();
                            }

                            @Override
                            public void unwatch() {
                                radio.unwatch();
                            }
                        },
                        trigger -> loop.take(new Event.TriggerDetected(trigger)));
    }

    /// Allows it at one machine, or no more; the machine must be in range once, to be known.
    ///
    /// @return completes with the module, or with a [RadioFailure] if it is not there
    public CompletableFuture<ModuleId> allow(String wanted, boolean isAllowed) {
        var done = new CompletableFuture<ModuleId>();
        radio.seek(
                wanted,
                sighting ->
                        loop.run(() -> {
                            allow(sighting.module(), isAllowed);
                            done.complete(sighting.module());
                        }),
                done::completeExceptionally);
        return done;
    }

    private void allow(ModuleId module, boolean isAllowed) {
        var settings = loop.wallet().settings().payWhenNear(module, isAllowed);
        loop.keep(new WalletChange.SettingsChanged(settings));
        look();
    }

    /// Told by the phone's system; until then the screen counts as locked.
    public void screen(boolean isUnlocked) {
        loop.run(() -> closeness.screen(isUnlocked, loop.state(), loop.wallet().settings()));
    }

    void sighted(Sighting sighting) {
        loop.run(() -> closeness.heard(sighting));
    }

    /// On the loop's thread.
    void look() {
        closeness.look(loop.state(), loop.wallet().settings());
    }
}
