package dev.coinless.wallet.courier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.sync.BundleAssembly;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.Direction;
import dev.coinless.wallet.courier.VisitState.Round;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.PaperBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every state of a visit with every event, and the picture of it, drawn from `step` itself.
class VisitMatrixTest {
    private static final Path DIAGRAM = Path.of("visit.mmd");
    private static final Fixture FIXTURE = new Fixture(91);
    private static final Bytes UP = PaperBundles.sealed(FIXTURE, Direction.UP, Fixture.M7, 700);
    private static final Bytes DOWN = PaperBundles.sealed(FIXTURE, Direction.DOWN, Fixture.M7, 700);
    private static final Parcel PARCEL = Parcel.empty(Fixture.M7).withUp(UP);
    private static final Parcel BOTH = PARCEL.answered(DOWN, Optional.of(DOWN));
    private static final Round ROUND = Round.first(1);

    private static final List<VisitState> STATES =
            List.of(
                    new VisitState.Acknowledging(
                            PARCEL, ROUND, List.of(FIXTURE.ack(Fixture.M7, 3))),
                    new VisitState.Pushing(BOTH, ROUND, DOWN, DOWN.length(), false),
                    new VisitState.Pulling(PARCEL, ROUND, new BundleAssembly.Empty()),
                    new VisitState.Asking(PARCEL, ROUND.bundle(false), 0),
                    new VisitState.Over(ROUND, VisitState.End.DONE));

    private static final List<VisitEvent> EVENTS =
            List.of(
                    new VisitEvent.VerdictArrived(new Verdict.Accepted()),
                    new VisitEvent.PartArrived(BundlePart.cut(UP, 0, 1000)),
                    new VisitEvent.Answered(UP, Optional.of(DOWN)),
                    new VisitEvent.Unanswered(UP),
                    new VisitEvent.LinkLost(),
                    new VisitEvent.WaitOver());

    @Test
    void theTableHasEveryStateAndEveryEvent() {
        assertThat(STATES)
                .extracting(VisitMatrixTest::name)
                .hasSameElementsAs(leaves(VisitState.class));
        assertThat(EVENTS)
                .extracting(VisitMatrixTest::name)
                .hasSameElementsAs(leaves(VisitEvent.class));
    }

    @Test
    void theDiagramIsCurrent() throws IOException {
        var edges = new TreeSet<String>();
        for (var state : STATES) {
            for (var event : EVENTS) {
                var next = Visit.step(state, event).next();
                if (!name(next).equals(name(state))) {
                    edges.add("%s --> %s: %s".formatted(name(state), name(next), name(event)));
                }
            }
        }
        var drawn = "stateDiagram-v2\n    " + String.join("\n    ", edges) + "\n";
        if (Boolean.getBoolean("redraw")) {
            Files.writeString(DIAGRAM, drawn);
        }

        assertThat(DIAGRAM)
                .as("run the test with -Dredraw=true and look at the difference")
                .hasContent(drawn);
    }

    @Test
    void aVisitThatIsOverDoesNothingMore() {
        for (var event : EVENTS) {
            assertThat(Visit.step(STATES.getLast(), event))
                    .isEqualTo(VisitStep.to(STATES.getLast()));
        }
    }

    @Test
    void aLostLinkEndsEveryVisit() {
        for (var state : STATES) {
            assertThat(Visit.step(state, new VisitEvent.LinkLost()).next())
                    .isInstanceOf(VisitState.Over.class);
        }
    }

    @Test
    void whatIsKeptComesBeforeWhatIsSaidAndPosted() {
        for (var state : STATES) {
            for (var event : EVENTS) {
                int lastKeep = -1;
                var effects = Visit.step(state, event).effects();
                int firstOutward = effects.size();
                for (int i = 0; i < effects.size(); i++) {
                    switch (effects.get(i)) {
                        case VisitEffect.Keep _, VisitEffect.AckDelivered _ -> lastKeep = i;
                        case VisitEffect.Send _, VisitEffect.Post _ ->
                                firstOutward = Math.min(firstOutward, i);
                        case VisitEffect.Touch _, VisitEffect.Wait _, VisitEffect.Disconnect _ -> {}
                    }
                }
                assertThat(lastKeep)
                        .as("%s with %s", name(state), name(event))
                        .isLessThan(firstOutward);
            }
        }
    }

    private static List<String> leaves(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).map(Class::getSimpleName).toList();
    }

    private static String name(Object value) {
        return value.getClass().getSimpleName();
    }
}
