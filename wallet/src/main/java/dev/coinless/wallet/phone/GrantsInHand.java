package dev.coinless.wallet.phone;

import dev.coinless.model.id.ModuleId;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.scan.Sighting;
import dev.coinless.wallet.trigger.Trigger;
import java.util.Optional;

/// What the holder wants done with a grant: knows which one is meant.
final class GrantsInHand {
    private final RadioDesk radio;
    private final PhoneLoop loop;

    GrantsInHand(RadioDesk radio, PhoneLoop loop) {
        this.radio = radio;
        this.loop = loop;
    }

    /// Spends the grant in hand, or the newest kept one (of that module, if one is named).
    void trigger(Trigger trigger, Optional<String> wanted) {
        onceKnown(
                wanted,
                () -> {
                    resume(wanted);
                    loop.take(new Event.TriggerDetected(trigger));
                });
    }

    /// Asks the module to burn the code, so that the hold can end.
    void cancel(Optional<String> wanted) {
        onceKnown(
                wanted,
                () -> {
                    resume(wanted);
                    loop.take(new Event.CancelAsked());
                });
    }

    /// A name is known only once its module was heard, which after a start it was not.
    private void onceKnown(Optional<String> wanted, Runnable task) {
        if (wanted.isEmpty() || moduleCalled(wanted.get()).isPresent()) {
            loop.run(task);
        } else {
            radio.seek(wanted.get(), _ -> loop.run(task), _ -> loop.run(task));
        }
    }

    private void resume(Optional<String> wanted) {
        boolean inHand =
                switch (loop.state()) {
                    case State.Idle _, State.ReceiptReceived _, State.Posted _, State.Refused _ ->
                            false;
                    case State.Granted(var grant) -> isMeant(grant, wanted);
                    case State.Unconfirmed(var grant) -> isMeant(grant, wanted);
                    case State.Scanning _,
                            State.Authorizing _,
                            State.Triggered _,
                            State.Presenting _,
                            State.InSession _,
                            State.Doubtful _,
                            State.Retrying _ ->
                            true;
                };
        if (!inHand) {
            loop.wallet()
                    .newestGrant(grant -> grant.isUsable() && isMeant(grant, wanted))
                    .ifPresent(grant -> loop.take(new Event.Resumed(grant)));
        }
    }

    private boolean isMeant(HeldGrant grant, Optional<String> wanted) {
        return wanted.isEmpty()
                || moduleCalled(wanted.get()).filter(grant.module()::equals).isPresent();
    }

    private Optional<ModuleId> moduleCalled(String wanted) {
        return radio.heard()
                .find(wanted)
                .map(Sighting::module)
                .or(() ->
                        loop.wallet().grants().stream()
                                .map(HeldGrant::module)
                                .filter(id -> id.toString().equalsIgnoreCase(wanted))
                                .findFirst());
    }
}
