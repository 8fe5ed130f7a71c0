package dev.coinless.wallet.courier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.BundleAssembly;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.Direction;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.courier.VisitState.End;
import dev.coinless.wallet.courier.VisitState.Over;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.PaperBundles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Visits played against a module on paper; messages, cloud and cuts as the test says.
class VisitTest {
    private final Fixture fixture = new Fixture(61);

    @Test
    void aModuleWithNothingIsLeftAtOnce() {
        var play = new Play(0);

        assertThat(play.visit(true).end()).isEqualTo(End.DONE);
        assertThat(play.said).containsExactly(MessageKind.PULL);
    }

    @Test
    void withNetworkTheAnswerIsBroughtBackAtOnceAndFullBundlesFollowEachOther() {
        var play = new Play(4);

        var over = play.visit(true);

        assertThat(over.end()).isEqualTo(End.DONE);
        assertThat(over.round().bundles()).isEqualTo(4);
        assertThat(play.module.left()).isZero();
        assertThat(play.posted).hasSize(4).doesNotHaveDuplicates();
        assertThat(play.parcel.isEmpty()).isTrue();
    }

    @Test
    void aVisitMayBeForSomeBundlesOnly() {
        var play = new Play(4);
        play.limit = 2;

        assertThat(play.visit(true).round().bundles()).isEqualTo(2);
        assertThat(play.module.left()).isEqualTo(2);
    }

    @Test
    void withoutNetworkTheBundleIsCarriedAndTheAnswerComesAtTheNextVisit() {
        var play = new Play(1);

        assertThat(play.visit(false).end()).isEqualTo(End.CARRIED);
        assertThat(play.parcel.up()).isPresent();
        play.answerLater();
        assertThat(play.visit(true).end()).isEqualTo(End.DONE);

        assertThat(play.module.left()).isZero();
        assertThat(play.posted).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13})
    void aCutVisitGoesOnWhereItStopped(int messagesBeforeTheCut) {
        var play = new Play(2);
        play.cutAfter = messagesBeforeTheCut;
        int visits = 0;
        while (play.module.left() > 0) {
            assertThat(++visits).as("visits").isLessThan(400);
            play.visit(true);
            if (messagesBeforeTheCut == 0) {
                play.cutAfter = Integer.MAX_VALUE;
            }
        }

        assertThat(play.module.taken()).hasSize(2);
        int whole = 2 * 16 * 1024;
        assertThat(play.pulled).as("nothing that was kept is fetched again").isLessThan(whole + 1);
    }

    @Test
    void partsThatTheModuleForgotArePushedFromTheStart() {
        var play = new Play(1);
        var down = PaperBundles.sealed(fixture, Direction.DOWN, Fixture.M7, 5000);
        play.parcel = play.parcel.answered(Bytes.EMPTY, Optional.of(down)).pushed(2 * Visit.PART);

        play.visit(true);

        assertThat(play.module.taken()).contains(down);
    }

    @Test
    void aRefusedAnswerIsNotBroughtAgain() {
        var play = new Play(0);
        var down = PaperBundles.sealed(fixture, Direction.DOWN, Fixture.M7, 900);
        play.parcel = play.parcel.answered(Bytes.EMPTY, Optional.of(down));
        play.refuse = Optional.of(Refusal.BAD_SIGNATURE);

        play.visit(true);

        assertThat(play.parcel.isEmpty()).isTrue();
    }

    @Test
    void aBusyModuleGetsItsAnswerNextTime() {
        var play = new Play(0);
        var down = PaperBundles.sealed(fixture, Direction.DOWN, Fixture.M7, 900);
        play.parcel = play.parcel.answered(Bytes.EMPTY, Optional.of(down));
        play.refuse = Optional.of(Refusal.BUSY);

        assertThat(play.visit(true).end()).isEqualTo(End.REFUSED);

        assertThat(play.parcel.down()).contains(down);
    }

    @Test
    void aBundleThatIsNotThisModulesIsDropped() {
        var foreign = PaperBundles.sealed(fixture, Direction.UP, Fixture.M8, 700);
        var step =
                Visit.step(
                        Visit.begin(Parcel.empty(Fixture.M7), List.of(), 1).next(),
                        new VisitEvent.PartArrived(BundlePart.cut(foreign, 0, 1000)));

        assertThat(step.next()).isInstanceOf(Over.class);
        assertThat(((Over) step.next()).end()).isEqualTo(End.ALTERED);
        assertThat(step.effects())
                .contains(new VisitEffect.Keep(Parcel.empty(Fixture.M7)))
                .doesNotContain(new VisitEffect.Post());
    }

    @Test
    void whoWaitsForTheCloudKeepsTheConnectionAliveForAWhile() {
        var up = PaperBundles.sealed(fixture, Direction.UP, Fixture.M7, 700);
        var step =
                Visit.step(
                        Visit.begin(Parcel.empty(Fixture.M7), List.of(), 1).next(),
                        new VisitEvent.PartArrived(BundlePart.cut(up, 0, 1000)));
        int touches = 0;
        while (!(step.next() instanceof Over)) {
            step = Visit.step(step.next(), new VisitEvent.WaitOver());
            touches += step.effects().contains(new VisitEffect.Touch()) ? 1 : 0;
        }

        assertThat(touches).isEqualTo(Visit.MAX_WAITS - 1);
        assertThat(((Over) step.next()).end()).isEqualTo(End.CARRIED);
    }

    @Test
    void acknowledgementsGoFirst() {
        var play = new Play(0);
        var ack = fixture.ack(Fixture.M7, 3);
        var step = Visit.begin(play.parcel, List.of(ack), 1);

        assertThat(step.effects())
                .first()
                .isEqualTo(new VisitEffect.Send(new Message(MessageKind.ACK, ack.encoded())));
        assertThat(Visit.step(step.next(), new VisitEvent.VerdictArrived(new Verdict.Accepted())))
                .satisfies(next ->
                        assertThat(next.effects())
                                .first()
                                .isInstanceOf(VisitEffect.AckDelivered.class));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverIsLostOrDoubledEveryBundleArrivesOnceAndNothingIsKept(long fixed) {
        long seed = Long.getLong("seed", fixed);
        System.out.println("seed " + seed);
        var random = Fixture.random(seed);
        var play = new Play(5);
        play.random = Optional.of(random);
        for (int visits = 0; play.module.left() > 0; visits++) {
            assertThat(visits).as("seed %d", seed).isLessThan(2000);
            play.cutAfter = random.nextInt(40);
            play.visit(random.nextBoolean());
            if (random.nextInt(4) == 0) {
                play.answerLater();
            }
            if (random.nextInt(10) == 0) {
                play.module.restart();
            }
        }
        play.cutAfter = Integer.MAX_VALUE;
        play.random = Optional.empty();
        play.answerLater();
        play.visit(true);

        assertThat(play.module.left()).as("seed %d", seed).isZero();
        assertThat(play.parcel.up()).as("seed %d", seed).isEmpty();
    }

    /// A phone, a module and a cloud, one message after the other.
    private final class Play {
        private final PaperBundles module;
        private final List<MessageKind> said = new ArrayList<>();
        private final List<Bytes> posted = new ArrayList<>();
        private Parcel parcel = Parcel.empty(Fixture.M7);
        private Optional<Refusal> refuse = Optional.empty();
        private Optional<RandomGenerator> random = Optional.empty();
        private int cutAfter = Integer.MAX_VALUE;
        private int limit = Visit.MAX_BUNDLES;
        private long pulled;

        Play(int bundles) {
            this.module = new PaperBundles(fixture, Fixture.M7, bundles);
        }

        Over visit(boolean network) {
            var step = Visit.begin(parcel, List.of(), limit);
            var events = new ArrayDeque<VisitEvent>();
            int messages = 0;
            boolean waits = false;
            while (true) {
                for (var effect : step.effects()) {
                    switch (effect) {
                        case VisitEffect.Keep(var kept) -> parcel = kept;
                        case VisitEffect.Send(var message) -> {
                            if (messages++ >= cutAfter) {
                                events.clear();
                                events.add(new VisitEvent.LinkLost());
                            } else {
                                answer(message, events);
                            }
                        }
                        case VisitEffect.Post() ->
                                events.add(
                                        network
                                                ? post()
                                                : new VisitEvent.Unanswered(
                                                        parcel.up().orElseThrow()));
                        case VisitEffect.Wait _ -> waits = true;
                        case VisitEffect.AckDelivered _,
                                VisitEffect.Touch _,
                                VisitEffect.Disconnect _ -> {}
                    }
                }
                if (step.next() instanceof Over over) {
                    pulled += over.round().pulled();
                    return over;
                }
                assertThat(waits || !events.isEmpty()).as("it waits for something").isTrue();
                waits &= !events.isEmpty();
                step =
                        Visit.step(
                                step.next(),
                                events.isEmpty() ? new VisitEvent.WaitOver() : events.poll());
            }
        }

        /// The cloud gets what is carried, while the phone is away.
        void answerLater() {
            if (parcel.up().isPresent()) {
                post();
            }
        }

        private VisitEvent.Answered post() {
            var up = parcel.up().orElseThrow();
            var down = Optional.of(PaperBundles.sealed(fixture, Direction.DOWN, Fixture.M7, 700));
            posted.add(up);
            parcel = parcel.answered(up, down);
            return new VisitEvent.Answered(up, down);
        }

        private void answer(Message message, Deque<VisitEvent> events) {
            said.add(message.kind());
            try {
                switch (message.kind()) {
                    case PULL -> {
                        events.add(new VisitEvent.VerdictArrived(new Verdict.Accepted()));
                        var part = module.part(message.body());
                        events.add(new VisitEvent.PartArrived(part));
                        if (random.isPresent() && random.get().nextInt(5) == 0) {
                            events.add(new VisitEvent.PartArrived(part));
                        }
                    }
                    case PUSH ->
                            events.add(
                                    new VisitEvent.VerdictArrived(
                                            refuse.<Verdict>map(Verdict.Refused::new)
                                                    .orElse(taken(message.body()))));
                    case PRESENT, KEYCERT, ACK, GRANT, VERDICT, STATE, RECEIPT, CHECKPOINT, PART ->
                            throw new AssertionError("not in a visit: " + message.kind());
                }
            } catch (Malformed e) {
                throw new AssertionError(e);
            }
        }

        private Verdict taken(Bytes body) throws Malformed {
            return module.take(body)
                    ? new Verdict.Accepted()
                    : new Verdict.Refused(Refusal.MISMATCH);
        }
    }

    @Test
    void alteredPartsAreDroppedAndTheVisitEnds() {
        var up = PaperBundles.sealed(fixture, Direction.UP, Fixture.M7, 700);
        var part = BundlePart.cut(up, 0, 1000);
        var altered = up.toArray();
        altered[600] ^= 1;

        var step =
                Visit.step(
                        Visit.begin(Parcel.empty(Fixture.M7), List.of(), 1).next(),
                        new VisitEvent.PartArrived(
                                new BundlePart(part.bundle(), 700, 0, Bytes.of(altered))));

        assertThat(((Over) step.next()).end()).isEqualTo(End.ALTERED);
        assertThat(step.effects())
                .contains(
                        new VisitEffect.Keep(
                                Parcel.empty(Fixture.M7).pulling(new BundleAssembly.Empty())));
    }
}
