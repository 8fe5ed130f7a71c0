package dev.coinless.wallet.phone;

import dev.coinless.model.id.ModuleId;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.courier.Visit;
import dev.coinless.wallet.courier.VisitEffect;
import dev.coinless.wallet.courier.VisitEvent;
import dev.coinless.wallet.courier.VisitState;
import dev.coinless.wallet.courier.VisitStep;
import dev.coinless.wallet.present.ModuleContact;
import dev.coinless.wallet.present.RadioFailure;
import dev.coinless.wallet.store.WalletChange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One visit, on a connection of its own: lets [Visit] decide on the phone's loop, and acts on the
/// radio's thread.
final class VisitUnderWay {
    private final RadioDesk radio;
    private final PhoneLoop loop;
    private final CourierDesk desk;
    private final Opening opening;
    private final int bundles;
    private final CompletableFuture<VisitReport> report;
    private Optional<Open> open = Optional.empty();
    private long waits;

    /// Connects, on the radio's thread.
    interface Opening {
        ModuleContact open(ModuleContact.Listener listener) throws RadioFailure;
    }

    private record Open(ModuleContact contact, ModuleId module, VisitState state) {}

    VisitUnderWay(
            RadioDesk radio,
            PhoneLoop loop,
            CourierDesk desk,
            Opening opening,
            int bundles,
            CompletableFuture<VisitReport> report) {
        this.radio = radio;
        this.loop = loop;
        this.desk = desk;
        this.opening = opening;
        this.bundles = bundles;
        this.report = report;
    }

    void connect() {
        radio.run(() -> {
            try {
                var contact = opening.open(new Ear());
                loop.run(() -> begin(contact));
            } catch (RadioFailure e) {
                loop.run(() -> end(Optional.empty(), VisitReport.notReached(e.text())));
            }
        });
    }

    boolean isAt(ModuleId module) {
        return open.filter(each -> each.module().equals(module)).isPresent();
    }

    /// On the loop's thread.
    void take(VisitEvent event) {
        open.ifPresent(now -> carryOut(now, Visit.step(now.state(), event)));
    }

    private void begin(ModuleContact contact) {
        var module = contact.status().advertisement().module();
        var step = Visit.begin(desk.parcelOf(module), loop.acksFor(module), bundles);
        carryOut(new Open(contact, module, step.next()), step);
    }

    private void carryOut(Open now, VisitStep step) {
        open = Optional.of(new Open(now.contact(), now.module(), step.next()));
        step.effects().forEach(effect -> perform(now.contact(), effect));
        if (step.next() instanceof VisitState.Over over) {
            open = Optional.empty();
            end(Optional.of(now.module()), VisitReport.of(over));
        }
    }

    private void perform(ModuleContact contact, VisitEffect effect) {
        switch (effect) {
            case VisitEffect.Keep(var parcel) -> desk.keep(parcel);
            case VisitEffect.AckDelivered(var ack) -> loop.keep(new WalletChange.AckDelivered(ack));
            case VisitEffect.Send(var message) -> onRadio(() -> contact.send(message));
            case VisitEffect.Touch() -> onRadio(contact::readRequest);
            case VisitEffect.Post() -> desk.post();
            case VisitEffect.Wait(var duration) -> wakeAfter(duration);
            case VisitEffect.Disconnect() -> radio.run(contact::close);
        }
    }

    private interface Saying {
        void say() throws RadioFailure;
    }

    private void onRadio(Saying saying) {
        radio.run(() -> {
            try {
                saying.say();
            } catch (RadioFailure e) {
                loop.run(() -> take(new VisitEvent.LinkLost()));
            }
        });
    }

    private void wakeAfter(Duration duration) {
        long number = ++waits;
        CompletableFuture.delayedExecutor(duration.toNanos(), TimeUnit.NANOSECONDS)
                .execute(() ->
                        loop.run(() -> {
                            if (number == waits) {
                                take(new VisitEvent.WaitOver());
                            }
                        }));
    }

    private void end(Optional<ModuleId> at, VisitReport result) {
        waits++;
        desk.ended(this, at, result);
        report.complete(result);
    }

    /// What a module sends while it is visited.
    private final class Ear implements ModuleContact.Listener {
        @Override
        public void message(Message message) {
            if (message.kind() == MessageKind.PART) {
                part(message);
                return;
            }
            RadioDesk.meaning(message).ifPresent(this::heard);
        }

        private void part(Message message) {
            try {
                var part = BundlePart.parse(message.body());
                loop.run(() -> take(new VisitEvent.PartArrived(part)));
            } catch (Malformed e) {
                // As one that never came: the wait for it ends.
                return;
            }
        }

        private void heard(Event.FromModule event) {
            switch (event) {
                case Event.VerdictArrived(var verdict) ->
                        loop.run(() -> take(new VisitEvent.VerdictArrived(verdict)));
                case Event.ReceiptArrived _, Event.CheckpointArrived _ -> loop.happened(event);
                case Event.SessionMoved _, Event.LinkUp _, Event.LinkLost _ -> {
                    // About a purchase; a visit has none.
                }
            }
        }

        @Override
        public void ended(String reason) {
            loop.run(() -> take(new VisitEvent.LinkLost()));
        }
    }
}
