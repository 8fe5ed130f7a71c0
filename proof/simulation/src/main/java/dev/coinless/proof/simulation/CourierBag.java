package dev.coinless.proof.simulation;

import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.Direction;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.courier.Parcel;
import dev.coinless.wallet.courier.Satchel;
import dev.coinless.wallet.courier.Visit;
import dev.coinless.wallet.courier.VisitEffect;
import dev.coinless.wallet.courier.VisitEvent;
import dev.coinless.wallet.courier.VisitState;
import dev.coinless.wallet.courier.VisitStep;
import dev.coinless.wallet.phone.Event;
import dev.coinless.wallet.phone.RadioDesk;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.store.WalletChange;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What a phone carries for modules, and its visit to one of them.
final class CourierBag implements Link.Ear {

    private static final int BUNDLES = 4;

    private final World world;
    private final SimulatedPhone phone;
    private Satchel satchel = Satchel.EMPTY;
    private Optional<Link> link = Optional.empty();
    private Optional<VisitState> state = Optional.empty();
    private Optional<Long> wakeAt = Optional.empty();

    CourierBag(World world, SimulatedPhone phone) {
        this.world = world;
        this.phone = phone;
    }

    /// Goes to a module with what is for it, and takes what it has.
    void visit(SimulatedModule module) {
        if (link.isEmpty()) {
            link = Optional.of(Link.begin(world.wires(), module, this));
        }
    }

    void restart() {
        link.ifPresent(Link::hangUp);
        link = Optional.empty();
        state = Optional.empty();
        wakeAt = Optional.empty();
    }

    Optional<Long> wakeAt() {
        return wakeAt;
    }

    void tick() {
        if (wakeAt.filter(at -> at <= world.nanos()).isPresent()) {
            wakeAt = Optional.empty();
            take(new VisitEvent.WaitOver());
        }
    }

    List<Posting> postings() {
        return satchel.parcels().stream()
                .flatMap(parcel -> parcel.up().stream())
                .map(up -> new Posting(Posting.Kind.BUNDLE, up))
                .toList();
    }

    /// The courier changes a byte of what it carries.
    void alter(RandomGenerator dice) {
        var carried = satchel.parcels();
        if (carried.isEmpty()) {
            return;
        }
        var parcel = carried.get(dice.nextInt(carried.size()));
        keep(
                new Parcel(
                        parcel.module(),
                        parcel.pulling(),
                        parcel.up().map(up -> altered(up, dice)),
                        parcel.down().map(down -> altered(down, dice)),
                        parcel.pushed()));
    }

    private static Bytes altered(Bytes bytes, RandomGenerator dice) {
        var out = bytes.toArray();
        out[dice.nextInt(out.length)] ^= (byte) (1 << dice.nextInt(8));
        return Bytes.of(out);
    }

    /// The cloud has answered a bundle, or refused it for good.
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
        if (link.filter(it -> it.module().id().equals(module)).isPresent()) {
            take(new VisitEvent.Answered(up, forModule));
        }
    }

    void unanswered(Bytes posted) {
        take(new VisitEvent.Unanswered(posted));
    }

    private void take(VisitEvent event) {
        state.ifPresent(now -> carryOut(Visit.step(now, event)));
    }

    private void carryOut(VisitStep step) {
        state = Optional.of(step.next());
        step.effects().forEach(this::perform);
        if (step.next() instanceof VisitState.Over) {
            link.ifPresent(Link::hangUp);
            restart();
        }
    }

    private void perform(VisitEffect effect) {
        switch (effect) {
            case VisitEffect.Keep(var parcel) -> keep(parcel);
            case VisitEffect.AckDelivered(var ack) ->
                    phone.keep(new WalletChange.AckDelivered(ack));
            case VisitEffect.Send(var message) -> link.ifPresent(it -> it.send(message));
            case VisitEffect.Touch() -> link.ifPresent(Link::readRequest);
            case VisitEffect.Post() -> phone.postbox().kick();
            case VisitEffect.Wait(var duration) ->
                    wakeAt = Optional.of(world.nanos() + duration.toNanos());
            case VisitEffect.Disconnect() -> link.ifPresent(Link::hangUp);
        }
    }

    private void keep(Parcel parcel) {
        satchel = satchel.with(parcel, _ -> false);
    }

    @Override
    public void linkUp(Link opened, ModuleStatus status) {
        var module = opened.module().id();
        carryOut(Visit.begin(satchel.of(module), phone.acksFor(module), BUNDLES));
    }

    @Override
    public void heard(Message message) {
        if (message.kind() == MessageKind.PART) {
            try {
                take(new VisitEvent.PartArrived(BundlePart.parse(message.body())));
            } catch (Malformed e) {
                throw new Violation("a PART is not readable", e);
            }
            return;
        }
        RadioDesk.meaning(message)
                .ifPresent(event -> {
                    if (event instanceof Event.VerdictArrived(var verdict)) {
                        take(new VisitEvent.VerdictArrived(verdict));
                    } else if (event instanceof Event.ReceiptArrived
                            || event instanceof Event.CheckpointArrived) {
                        phone.take(event);
                    }
                });
    }

    @Override
    public void lost() {
        if (state.isPresent()) {
            take(new VisitEvent.LinkLost());
        }
        restart();
    }
}
