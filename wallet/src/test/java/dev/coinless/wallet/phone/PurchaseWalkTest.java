package dev.coinless.wallet.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.store.Wallet;
import dev.coinless.wallet.store.WalletChange;
import dev.coinless.wallet.trigger.Trigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random walks with crashes: whatever happens in whatever order, no receipt is lost before it is
/// posted, and no token serves two purchases.
class PurchaseWalkTest {
    private static final int STEPS = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noReceiptIsLostAndNoTokenServesTwoPurchases(long fixed) {
        long seed = Long.getLong("seed", fixed);
        var walk = new Walk(seed);

        for (int i = 0; i < STEPS; i++) {
            walk.step();
            walk.check("seed %d, step %d".formatted(seed, i));
        }

        assertThat(walk.delivered).as("the walk buys").hasSizeGreaterThan(5);
        assertThat(walk.crashes).as("the walk crashes").isGreaterThan(20);
    }

    private static final class Walk {
        private final Fixture fixture;
        private final RandomGenerator random;
        private State state = new State.Idle();
        private Wallet wallet;

        /// What the module gave out, and what the cloud has.
        private final Set<Bytes> delivered = new HashSet<>();

        private final Set<Bytes> posted = new HashSet<>();

        /// Grants whose purchase is over, and those of them that were presented once more.
        private final Set<GrantId> bought = new HashSet<>();

        private final Set<GrantId> presentedAfterReceipt = new HashSet<>();
        private int counter;
        private int crashes;

        Walk(long seed) {
            this.fixture = new Fixture(seed);
            this.random = Fixture.random(seed);
            this.wallet = Wallet.fresh(fixture.secrets.accountKey());
        }

        void step() {
            int dice = random.nextInt(100);
            if (dice < 3) {
                crash();
            } else if (dice < 10) {
                postOldest();
            } else {
                var options = events();
                take(options.get(random.nextInt(options.size())).get());
            }
        }

        void check(String where) {
            var known = new HashSet<>(posted);
            wallet.outbox().forEach(each -> known.add(each.object()));
            wallet.parked().forEach(each -> known.add(each.object()));
            assertThat(known).as(where).containsAll(delivered);
            assertThat(presentedAfterReceipt).as(where).isEmpty();
        }

        private void crash() {
            crashes++;
            state = new State.Idle();
            wallet.newestGrant(HeldGrant::isUsable)
                    .ifPresent(grant -> take(new Event.Resumed(grant)));
        }

        private void postOldest() {
            wallet.outbox().stream()
                    .findFirst()
                    .ifPresent(posting -> {
                        posted.add(posting.object());
                        wallet = wallet.with(new WalletChange.Posted(posting));
                    });
        }

        private void take(Event event) {
            if (event instanceof Event.ReceiptArrived receipt) {
                delivered.add(receipt.encoded());
                bought.add(receipt.receipt().grant());
            }
            var step = Purchase.step(state, event);
            for (var effect : step.effects()) {
                switch (effect) {
                    case Effect.Keep(var change) -> wallet = wallet.with(change);
                    case Effect.Present(var grant, _, _) -> {
                        if (bought.contains(grant.id())) {
                            presentedAfterReceipt.add(grant.id());
                        }
                    }
                    case Effect.Seek _,
                            Effect.AskGrant _,
                            Effect.Connect _,
                            Effect.Send _,
                            Effect.Disconnect _,
                            Effect.Wait _,
                            Effect.EndWait _,
                            Effect.Post _,
                            Effect.Tell _ -> {}
                }
            }
            state = step.next();
        }

        private List<Supplier<Event>> events() {
            var all = new ArrayList<Supplier<Event>>();
            all.add(() -> new Event.SeekAsked("M7"));
            all.add(() -> new Event.TriggerDetected(new Trigger.Swipe()));
            all.add(Event.WaitOver::new);
            all.add(() ->
                    new Event.LinkUp(
                            fixture.status(Fixture.M7, random.nextInt(5, 9)), wallet.acks()));
            all.add(() -> new Event.LinkLost(Problem.of(Refusal.TOO_FAR, "")));
            all.add(() -> new Event.VerdictArrived(new Verdict.Accepted()));
            all.add(() -> new Event.VerdictArrived(new Verdict.Refused(anyRefusal())));
            all.add(() -> new Event.SessionMoved(SessionState.VENDING));
            if (random.nextInt(20) == 0) {
                all.add(() -> new Event.CheckpointArrived(fixture.checkpoint(counter)));
                all.add(Event.CancelAsked::new);
            }
            switch (state) {
                case State.Scanning(var wanted, _) ->
                        all.add(() -> new Event.Found(wanted, newIssue()));
                case State.Authorizing(var issue, _) -> {
                    all.add(() -> new Event.GrantArrived(issue.id(), fixture.grant(issue)));
                    all.add(() ->
                            new Event.GrantUnanswered(
                                    issue.id(),
                                    Problem.of(Refusal.NEED_NETWORK, ""),
                                    random.nextBoolean()));
                }
                case State.Presenting(var grant, _, _, _) -> all.add(() -> receiptOf(grant));
                case State.InSession(var grant, _, _) -> all.add(() -> receiptOf(grant));
                case State.Doubtful(var grant, _, _) -> all.add(() -> receiptOf(grant));
                case State.Retrying(var grant, _, _) -> all.add(() -> receiptOf(grant));
                case State.Idle _,
                        State.Granted _,
                        State.Triggered _,
                        State.Refused _,
                        State.Unconfirmed _,
                        State.ReceiptReceived _,
                        State.Posted _ -> {}
            }
            return all;
        }

        private Refusal anyRefusal() {
            return Refusal.values()[random.nextInt(Refusal.values().length)];
        }

        private Issue newIssue() {
            return fixture.issue(Fixture.M7, ++counter);
        }

        private Event.ReceiptArrived receiptOf(HeldGrant grant) {
            var receipt = fixture.receipt(grant, counter, Outcome.VENDED);
            return new Event.ReceiptArrived(receipt, fixture.signed(receipt));
        }
    }
}
