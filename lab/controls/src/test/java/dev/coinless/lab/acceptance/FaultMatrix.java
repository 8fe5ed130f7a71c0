package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.acceptance.Fault.Surroundings;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Every fault at every stage of a purchase, in one world: the fault strikes in the stage and is
/// mended after it, the customer insists until the item is there, time passes, and then nothing is
/// sold twice, no money is lost, and phone and operator can read what happened.
final class FaultMatrix {

    /// Longer than every code of before lives, so that the next receipt's floor is above them.
    private static final Duration PAST_EVERY_CODE = Duration.ofSeconds(335);

    /// After it an account with sales in doubt may buy again.
    private static final Duration PAST_THE_DOUBT = Duration.ofHours(25);

    /// The module lets the same account wait so long after a session that came to nothing.
    private static final Duration BACK_OFF = Duration.ofSeconds(31);

    private static final Duration INSISTING = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final int MOST_TAPS = 4;
    private static final int MOST_SWIPES = 6;
    private static final long CREDIT = 100_000;

    private final World world;
    private final PaymentPath path;
    private final Machine machine;
    private final Phone customer;
    private final Phone nextCustomer;

    FaultMatrix(World world, PaymentPath path, String name, MachineSetup setup) {
        this.world = world;
        this.path = path;
        this.machine = world.machine(name, setup);
        this.customer = world.phone("P-" + name).credited(CREDIT).near(name);
        this.nextCustomer = world.phone("Q-" + name).credited(CREDIT).near(name);
    }

    /// One matrix for each way to pay, at machines without network.
    static Map<PaymentPath, FaultMatrix> offline(World world) {
        return Map.of(
                PaymentPath.ADVERT,
                new FaultMatrix(world, PaymentPath.ADVERT, "M7", PaymentPath.ADVERT.setup()),
                PaymentPath.REQUEST,
                new FaultMatrix(world, PaymentPath.REQUEST, "M9", PaymentPath.REQUEST.setup()));
    }

    /// One fault at one stage of one way to pay.
    record Case(PaymentPath path, Fault fault, Stage stage) {

        /// All stages of both paths for some faults.
        static Stream<Case> of(Fault... faults) {
            return Arrays.stream(PaymentPath.values())
                    .flatMap(path -> Arrays.stream(faults).flatMap(fault -> stages(path, fault)));
        }

        private static Stream<Case> stages(PaymentPath path, Fault fault) {
            return Arrays.stream(Stage.values()).map(stage -> new Case(path, fault, stage));
        }

        @Override
        public String toString() {
            return "%s: %s at %s".formatted(path, fault, stage);
        }
    }

    void prove(Case tried) {
        var senseless = tried.fault().senseless(tried.stage());
        assumeTrue(senseless.isEmpty(), () -> tried + " makes no sense: " + senseless.orElse(""));
        var before = Count.of(this);
        var settledBefore = settled();
        var at = new Surroundings(world, machine, customer);
        var journey = path.journey(world, machine, customer);

        tried.fault().prepare(at, tried.stage());
        journey.upTo(tried.stage());
        tried.fault().strike(at, tried.stage());
        try {
            journey.through(tried.stage());
        } finally {
            tried.fault().mend(at);
            world.cloud().faults().clear();
        }
        journey.join();
        var insistence = new Insistence(before, settledBefore);
        await().atMost(INSISTING).pollInterval(Duration.ofMillis(100)).until(insistence::isOver);
        int byTheNext = settle() + insistence.byTheNext;

        check(before, settledBefore, byTheNext);
    }

    private void check(Count before, Set<String> settledBefore, int byTheNext) {
        var after = Count.of(this);
        var news = newlySettled(settledBefore);
        long goods = after.signals - before.signals - byTheNext;
        long charged = before.available - after.available;
        boolean inReview = news.stream().anyMatch(each -> is(each, "REVIEW"));
        assertThat(goods).as("items for one wish").isLessThanOrEqualTo(1);
        assertThat(after.held).as("still held").isZero();
        assertThat(charged).as("charged for %d items: %s", goods, news).isIn(0L, goods * PRICE);
        assertThat(goods == 1 && charged == PRICE || inReview)
                .as(
                        "the item is there and paid, or a person looks at it: %s, charged %d",
                        news, charged)
                .isTrue();
        assertThat(after.payable - before.payable)
                .as("what the operator earned")
                .isEqualTo(charged + byTheNext * PRICE);
        assertThat(news.stream().filter(each -> is(each, "CAPTURED")).count())
                .as("captures the phone knows of: %s", news)
                .isEqualTo(charged / PRICE);
        assertThat(customer.must("receipts").path("waiting")).as("left to post").isEmpty();
        assertThat(world.cloud().operator().verifyLedger().inReview())
                .as("what the operator reads of sales in doubt")
                .containsAll(
                        news.stream()
                                .filter(each -> is(each, "REVIEW"))
                                .map(FaultMatrix::grantOf)
                                .toList());
        if (inReview) {
            world.cloud().clock().forward(PAST_THE_DOUBT);
        }
    }

    /// Ends what is left of holds: codes grow old, and the next customer's receipt brings the
    /// proof.
    ///
    /// @return how many items the next customer bought
    private int settle() {
        if (customer.balance().held() == 0) {
            return 0;
        }
        int bought = passOn();
        await().atMost(SETTLING).until(() -> customer.balance().held() == 0);
        return bought;
    }

    /// Time passes and somebody else buys, who carries the proof to the cloud. Whoever taps just
    /// when the clock jumps may get a code of before it, is told so, and taps again.
    private int passOn() {
        world.cloud().clock().forward(PAST_EVERY_CODE);
        int settled = nextCustomer.process().events("settled").size();
        await().atMost(SETTLING)
                .until(() ->
                        path.isAsked(machine)
                                && path.tap(machine, nextCustomer).path("ok").asBoolean()
                                && nextCustomer.swipe().path("ok").asBoolean());
        path.finish(machine);
        await().atMost(SETTLING)
                .until(() -> nextCustomer.process().events("settled").size() > settled);
        await().atMost(SETTLING).until(() -> nextCustomer.balance().held() == 0);
        return 1;
    }

    private Set<String> settled() {
        var grants = new HashSet<String>();
        customer.must("receipts").path("settled").forEach(each -> grants.add(grantOf(each)));
        return grants;
    }

    private List<JsonNode> newlySettled(Set<String> before) {
        var news = new ArrayList<JsonNode>();
        customer.must("receipts")
                .path("settled")
                .forEach(each -> {
                    if (!before.contains(grantOf(each))) {
                        news.add(each);
                    }
                });
        return news;
    }

    private static String grantOf(JsonNode settlement) {
        return settlement.path("grant").asText();
    }

    private static boolean is(JsonNode settlement, String state) {
        return settlement.path("state").asText().equals(state);
    }

    /// Goods and money at one moment.
    private record Count(long signals, long available, long held, long payable) {

        static Count of(FaultMatrix matrix) {
            var balance = matrix.customer.balance();
            return new Count(
                    matrix.machine.vmc().cashlessSignals().size(),
                    balance.available(),
                    balance.held(),
                    Purchases.operatorBalance(matrix.world, "A"));
        }
    }

    /// What a customer does who came for item 12: looks at the phone and the machine and goes on.
    private final class Insistence {

        private final Count before;
        private final Set<String> settledBefore;
        private int taps;
        private int swipes;
        private int byTheNext;

        Insistence(Count before, Set<String> settledBefore) {
            this.before = before;
            this.settledBefore = settledBefore;
        }

        /// One look; true when there is nothing left to do.
        boolean isOver() {
            if (machine.vmc().state().has("funds")) {
                machine.vmc().select(ITEM);
                return false;
            }
            return switch (customer.must("state").path("purchase").asText()) {
                case "Granted", "Unconfirmed" -> swipe();
                case "Idle", "Refused", "ReceiptReceived", "Posted" -> goOn();
                case String busy -> busy.isEmpty();
            };
        }

        private boolean goOn() {
            var state = customer.must("state");
            if (state.path("outbox").asInt() > 0) {
                customer.ask("post");
                return false;
            }
            if (hasItem()
                    || newlySettled(settledBefore).stream().anyMatch(it -> is(it, "REVIEW"))) {
                return state.path("grants").asInt() == 0 || swipe();
            }
            return state.path("grants").asInt() > 0 ? swipe() : tap();
        }

        private boolean hasItem() {
            return machine.vmc().cashlessSignals().size() - byTheNext > before.signals;
        }

        /// A grant that is still in hand is shown to the module; it cannot buy a second item.
        private boolean swipe() {
            swipes++;
            if (swipes > MOST_SWIPES) {
                return true;
            }
            var answer = customer.swipe();
            if (answer.path("error").asText().equals("BUSY")) {
                world.cloud().clock().forward(BACK_OFF);
            }
            return false;
        }

        private boolean tap() {
            if (!path.isAsked(machine)) {
                return false;
            }
            taps++;
            if (taps > MOST_TAPS) {
                return true;
            }
            var answer = path.tap(machine, customer);
            if (answer.path("error").asText().equals("OVER_LIMIT")) {
                byTheNext += passOn();
            }
            return false;
        }
    }
}
