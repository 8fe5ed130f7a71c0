package dev.coinless.proof.simulation;

import dev.coinless.proof.simulation.Wires.Fate;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.phone.Event;
import dev.coinless.wallet.receipt.PostObject;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.store.WalletChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Brings what a phone keeps to the cloud, one after the other.
final class Postbox {

    private final World world;
    private final SimulatedPhone phone;
    private final SimulatedNetwork network;
    private final PostObject postObject;
    private boolean isOut;
    private boolean suppresses;
    private int turn;

    Postbox(World world, SimulatedPhone phone, SimulatedNetwork network, Cloud cloud) {
        this.world = world;
        this.phone = phone;
        this.network = network;
        this.postObject = new PostObject(cloud);
    }

    /// The holder would rather not pay, or has no network for long.
    void suppress(boolean isSuppressing) {
        suppresses = isSuppressing;
    }

    boolean isSuppressing() {
        return suppresses;
    }

    void restart() {
        isOut = false;
    }

    private List<Posting> waiting() {
        return Stream.concat(phone.wallet().outbox().stream(), phone.bag().postings().stream())
                .toList();
    }

    /// Posts what is next, unless something is on its way.
    void kick() {
        var waiting = waiting();
        if (isOut || suppresses || waiting.isEmpty()) {
            return;
        }
        // What the cloud cannot digest does not hold up the rest.
        var posting = waiting.get(turn++ % waiting.size());
        isOut = true;
        int life = phone.life();
        world.posted(posting);
        world.wires()
                .send(
                        "a %s posted by %s".formatted(posting.kind(), phone.name()),
                        fate -> out(posting, life, fate));
    }

    private void out(Posting posting, int life, Fate fate) {
        var outcome = network.with(fate, () -> postObject.post(posting));
        world.wires()
                .send(
                        new Wires.Packet(
                                "the answer to " + phone.name(),
                                false,
                                _ -> {
                                    if (life == phone.life()) {
                                        answered(posting, outcome);
                                    }
                                }));
    }

    /// Posts an object of somebody else's, and does not listen.
    void repost(Posting posting) {
        world.wires()
                .send(
                        "an old %s by %s".formatted(posting.kind(), phone.name()),
                        fate -> network.with(fate, () -> postObject.post(posting)));
    }

    private void answered(Posting posting, PostObject.Outcome outcome) {
        isOut = false;
        switch (outcome) {
            case PostObject.Outcome.Redeemed(var settlement, var ack) -> {
                ack.ifPresent(each -> phone.keep(new WalletChange.AckKept(each)));
                phone.keep(new WalletChange.Settled(settlement));
                phone.keep(new WalletChange.Posted(posting));
                phone.take(new Event.ReceiptPosted(settlement));
            }
            case PostObject.Outcome.Taken() -> phone.keep(new WalletChange.Posted(posting));
            case PostObject.Outcome.Carried(var down) ->
                    phone.bag().answered(posting.object(), down);
            case PostObject.Outcome.Denied _ -> {
                if (posting.kind() == Posting.Kind.BUNDLE) {
                    phone.bag().answered(posting.object(), Optional.empty());
                } else {
                    phone.keep(new WalletChange.Parked(posting));
                }
            }
            case PostObject.Outcome.Unanswered _ -> phone.bag().unanswered(posting.object());
        }
        if (!(outcome instanceof PostObject.Outcome.Unanswered)) {
            kick();
        }
    }
}
