package dev.coinless.proof.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.present.Intent;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.authorize.AskForGrant;
import dev.coinless.wallet.authorize.Choice;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.book.ReadProof;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.keys.AccountKey;
import dev.coinless.wallet.keys.Secrets;
import dev.coinless.wallet.phone.Effect;
import dev.coinless.wallet.phone.Event;
import dev.coinless.wallet.phone.Purchase;
import dev.coinless.wallet.phone.RadioDesk;
import dev.coinless.wallet.phone.State;
import dev.coinless.wallet.present.SignPresentation;
import dev.coinless.wallet.receipt.KeptAck;
import dev.coinless.wallet.store.Wallet;
import dev.coinless.wallet.store.WalletChange;
import dev.coinless.wallet.trigger.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A phone: the production wallet and the deciders of a purchase, between a radio, a network and a
/// person.
final class SimulatedPhone implements Link.Ear {

    private final World world;
    private final String name;
    private final Secrets secrets;
    private final Cloud cloud;
    private final AskForGrant askForGrant;
    private final SimulatedNetwork network;
    private final Postbox postbox;
    private final CourierBag bag;
    private final HeaderWitness headers;
    private final SignPresentation presentation = new SignPresentation(Fixture.ENVIRONMENT);
    private Wallet wallet;
    private State state = new State.Idle();
    private Optional<Link> link = Optional.empty();
    private Optional<Long> wakeAt = Optional.empty();
    private Duration skew = Duration.ZERO;
    private int life;
    private int place;

    SimulatedPhone(World world, String name, AccountKey key) {
        this.world = world;
        this.name = name;
        this.wallet = Wallet.fresh(key).with(new WalletChange.Registered());
        this.secrets = new Secrets(world.dice());
        this.network = new SimulatedNetwork(world.cloud(), world.wires());
        this.cloud = new Cloud(network, key, () -> world.wall().plus(skew), _ -> {});
        this.askForGrant = new AskForGrant(cloud);
        this.postbox = new Postbox(world, this, network, cloud);
        this.bag = new CourierBag(world, this);
        var roots = world.modules().getFirst().member().identity().roots();
        this.headers =
                new HeaderWitness(
                        cloud, network, secrets, new ReadProof(() -> roots, Fixture.ENVIRONMENT));
    }

    String name() {
        return name;
    }

    Wallet wallet() {
        return wallet;
    }

    State state() {
        return state;
    }

    Postbox postbox() {
        return postbox;
    }

    CourierBag bag() {
        return bag;
    }

    int life() {
        return life;
    }

    /// The machine that the holder stands at.
    int place() {
        return place;
    }

    void walk(int to) {
        place = to;
    }

    void skew(Duration by) {
        skew = by;
    }

    /// The holder wants to buy at this module.
    void tap(SimulatedModule module) {
        if (wallet.isOutboxFull()) {
            return;
        }
        if (module.member().isSelectionFirst()) {
            look(module);
        } else {
            take(new Event.SeekAsked(module.id().toString()));
        }
    }

    /// Reads what is selected at the machine.
    private void look(SimulatedModule module) {
        Link.begin(
                world.wires(),
                module,
                new Link.Ear() {
                    @Override
                    public void linkUp(Link opened, ModuleStatus status) {
                        var request = opened.readRequest();
                        opened.hangUp();
                        if (request.length() > 0) {
                            selected(request);
                        }
                    }

                    @Override
                    public void heard(Message message) {}

                    @Override
                    public void lost() {}
                });
    }

    private void selected(dev.coinless.model.bytes.Bytes request) {
        try {
            var selection = Issue.Selection.parse(request);
            var earlier =
                    wallet.issues().stream()
                            .filter(issue -> issue.selection().equals(Optional.of(selection)))
                            .findFirst();
            take(
                    new Event.AuthorizeAsked(
                            earlier.orElseGet(() ->
                                    Issue.of(
                                            secrets.requestId(), selection, secrets.holderKey()))));
        } catch (Malformed e) {
            throw new Violation("a REQUEST is not readable", e);
        }
    }

    /// Says that a grant was paid and nothing came; whether that is true is nobody's business here.
    void askRefund(int choice) {
        var spent = wallet.grants().stream().filter(grant -> !grant.isUsable()).toList();
        var grants = choice % 8 == 0 ? wallet.grants() : spent;
        if (grants.isEmpty()) {
            return;
        }
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("grant", grants.get(choice / 8 % grants.size()).id().toString())
                        .put("reason", "nothing_came");
        var id = secrets.requestId();
        world.wires()
                .send(
                        "a claim of " + name,
                        fate -> network.with(fate, () -> cloud.post("/v1/refunds", body, id)));
    }

    /// Looks into the Book.
    void look() {
        world.wires().send("a look into the Book by " + name, headers::look);
    }

    /// The holder spends a grant, or wants to be rid of it.
    void trigger(boolean isCancel) {
        boolean inHand =
                !(state instanceof State.Idle
                        || state instanceof State.ReceiptReceived
                        || state instanceof State.Posted
                        || state instanceof State.Refused);
        if (!inHand) {
            wallet.newestGrant(grant -> grant.isUsable())
                    .ifPresent(grant -> take(new Event.Resumed(grant)));
        }
        take(isCancel ? new Event.CancelAsked() : new Event.TriggerDetected(new Trigger.Swipe()));
    }

    boolean holdsGrant() {
        return state instanceof State.Granted || state instanceof State.Unconfirmed;
    }

    /// Switched off and on: what is kept is kept.
    void restart() {
        life++;
        link.ifPresent(Link::hangUp);
        link = Optional.empty();
        bag.restart();
        postbox.restart();
        wakeAt = Optional.empty();
        state = new State.Idle();
    }

    Optional<Long> wakeAt() {
        var visit = bag.wakeAt();
        if (wakeAt.isEmpty()) {
            return visit;
        }
        return visit.isEmpty() || wakeAt.get() <= visit.get() ? wakeAt : visit;
    }

    /// Time has gone by.
    void tick() {
        if (wakeAt.filter(at -> at <= world.nanos()).isPresent()) {
            wakeAt = Optional.empty();
            take(new Event.WaitOver());
        }
        bag.tick();
    }

    void take(Event event) {
        var step = Purchase.step(state, event);
        for (var effect : step.effects()) {
            perform(effect);
        }
        state = step.next();
    }

    void keep(WalletChange change) {
        wallet = wallet.with(change);
    }

    List<KeptAck> acksFor(ModuleId module) {
        return wallet.acks().stream().filter(ack -> ack.ack().module().equals(module)).toList();
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Keep(var change) -> keep(change);
            case Effect.Seek(var wanted, _) -> seek(wanted);
            case Effect.AskGrant(var issue) -> ask(issue);
            case Effect.Connect(var module) -> connect(module);
            case Effect.Send(var message) -> send(message);
            case Effect.Present(var grant, var nonce, var intent) -> {
                var body = presentation.of(grant.token().encoded(), grant.holder(), nonce, intent);
                if (intent == Intent.PAY) {
                    world.goods().wanted(grant.id());
                }
                send(new Message(MessageKind.PRESENT, body));
            }
            case Effect.Disconnect() -> {
                link.ifPresent(Link::hangUp);
                link = Optional.empty();
            }
            case Effect.Wait(var duration) ->
                    wakeAt = Optional.of(world.nanos() + duration.toNanos());
            case Effect.EndWait() -> wakeAt = Optional.empty();
            case Effect.Post() -> postbox.kick();
            case Effect.Tell _ -> {}
        }
    }

    private void send(Message message) {
        if (message.kind() == MessageKind.GRANT) {
            wallet.newestGrant(it -> it.token().encoded().equals(message.body()))
                    .ifPresent(grant -> world.goods().wanted(grant.id()));
        }
        link.ifPresent(it -> it.send(message));
    }

    /// What is advertised is seen at once, if the module is there.
    private void seek(String wanted) {
        var module = world.module(ModuleId.fromHex(wanted));
        int now = life;
        world.wires()
                .send(
                        new Wires.Packet(
                                "what %s sees of %s".formatted(name, module.name()),
                                false,
                                _ -> {
                                    if (now == life) {
                                        seen(wanted, module);
                                    }
                                }));
    }

    private void seen(String wanted, SimulatedModule module) {
        var advertised = module.isDark() ? Optional.<Issue>empty() : issueFor(module);
        take(
                advertised.isPresent()
                        ? new Event.Found(wanted, advertised.get())
                        : new Event.NotFound(wanted, Problem.of(Refusal.TOO_FAR, "not in range")));
    }

    /// A request without answer is taken up again before a new one is made.
    private Optional<Issue> issueFor(SimulatedModule module) {
        return wallet.issues().stream()
                .filter(issue -> issue.module().equals(module.id()))
                .filter(issue -> issue.selection().isEmpty())
                .findFirst()
                .or(() ->
                        module.advertised()
                                .map(seen ->
                                        new Issue(
                                                        secrets.requestId(),
                                                        module.id(),
                                                        seen.code(),
                                                        secrets.holderKey())
                                                .with(choice(module))));
    }

    /// At a machine that counts pulses the holder chooses line and amount.
    private Optional<Choice> choice(SimulatedModule module) {
        return module.pulses()
                .map(_ ->
                        new Choice(
                                PulseBench.LINE, PulseBench.VALUE * (1 + world.dice().nextInt(6))));
    }

    private void ask(Issue issue) {
        int now = life;
        world.wires()
                .send(
                        "a request for a grant by " + name,
                        fate -> {
                            var outcome = network.with(fate, () -> askForGrant.ask(issue));
                            world.wires()
                                    .send(
                                            new Wires.Packet(
                                                    "the answer on a grant for " + name,
                                                    false,
                                                    _ -> answered(issue, outcome, now)));
                        });
    }

    private void answered(Issue issue, AskForGrant.Outcome outcome, int asked) {
        if (asked != life) {
            return;
        }
        take(
                switch (outcome) {
                    case AskForGrant.Outcome.Got(var grant, _) ->
                            new Event.GrantArrived(issue.id(), grant);
                    case AskForGrant.Outcome.Denied(var problem) ->
                            new Event.GrantDenied(issue.id(), problem);
                    case AskForGrant.Outcome.Unanswered(var problem, boolean reached) ->
                            new Event.GrantUnanswered(issue.id(), problem, reached);
                });
    }

    private void connect(ModuleId module) {
        link.ifPresent(Link::hangUp);
        link = Optional.of(Link.begin(world.wires(), world.module(module), this));
    }

    @Override
    public void linkUp(Link opened, ModuleStatus status) {
        take(new Event.LinkUp(status, acksFor(opened.module().id())));
    }

    @Override
    public void heard(Message message) {
        RadioDesk.meaning(message).ifPresent(this::take);
    }

    @Override
    public void lost() {
        link = Optional.empty();
        take(new Event.LinkLost(Problem.of(Refusal.TOO_FAR, "the connection is lost")));
    }
}
