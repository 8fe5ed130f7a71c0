package dev.coinless.model.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.sync.BundleAssembly.Outcome;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundlePartTest {
    private final Samples samples = new Samples(Seed.random());
    private final Bytes sealed = samples.bytes(1000);

    @Test
    void everyChunkSizeComesTogetherAgain() throws Malformed {
        for (int size = 1; size < 300; size++) {
            BundleAssembly state = new BundleAssembly.Empty();
            Outcome outcome = new Outcome.Incomplete(0);
            while (outcome instanceof Outcome.Incomplete(int next)) {
                var part = BundlePart.parse(BundlePart.cut(sealed, next, size).encoded());
                var step = BundleAssembly.step(state, part);
                state = step.next();
                outcome = step.outcome();
            }
            assertThat(outcome).isEqualTo(new Outcome.Complete(sealed));
            assertThat(state).isEqualTo(new BundleAssembly.Empty());
        }
    }

    @Test
    void partsThatComeTwiceOrOverlapChangeNothing() {
        BundleAssembly state = new BundleAssembly.Empty();
        var outcomes = new ArrayList<Outcome>();
        for (var part : List.of(part(0, 300), part(0, 300), part(100, 300), part(0, 50))) {
            var step = BundleAssembly.step(state, part);
            state = step.next();
            outcomes.add(step.outcome());
        }

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Incomplete(300),
                        new Outcome.Incomplete(300),
                        new Outcome.Incomplete(400),
                        new Outcome.Incomplete(400));
        assertThat(BundleAssembly.step(state, part(350, 650)).outcome())
                .isEqualTo(new Outcome.Complete(sealed));
    }

    @Test
    void aGapIsNamedAndTheTransferGoesOn() {
        var begun = BundleAssembly.step(new BundleAssembly.Empty(), part(0, 300)).next();

        var gap = BundleAssembly.step(begun, part(301, 100));

        assertThat(gap.outcome()).isEqualTo(new Outcome.Gap(300));
        assertThat(gap.next()).isEqualTo(begun);
        assertThat(BundleAssembly.step(new BundleAssembly.Empty(), part(1, 5)).outcome())
                .isEqualTo(new Outcome.Gap(0));
    }

    @Test
    void anotherBundleStartsAnew() {
        var begun = BundleAssembly.step(new BundleAssembly.Empty(), part(0, 300)).next();
        var other = samples.bytes(100);

        var step = BundleAssembly.step(begun, BundlePart.cut(other, 0, 60));

        assertThat(step.outcome()).isEqualTo(new Outcome.Incomplete(60));
    }

    @Test
    void bytesThatAreNotThoseOfTheIdAreDropped() {
        var genuine = part(0, 1000);
        var forged = new BundlePart(genuine.bundle(), genuine.total(), 0, samples.bytes(1000));

        var step = BundleAssembly.step(new BundleAssembly.Empty(), forged);

        assertThat(step.outcome()).isEqualTo(new Outcome.Altered());
        assertThat(step.next()).isEqualTo(new BundleAssembly.Empty());
    }

    @Test
    void randomPartsNeverGiveOtherBytes() {
        BundleAssembly state = new BundleAssembly.Empty();
        int completed = 0;
        for (int i = 0; i < 20_000; i++) {
            var step =
                    BundleAssembly.step(
                            state,
                            part(samples.random().nextInt(1000), samples.random().nextInt(400)));
            state = step.next();
            switch (step.outcome()) {
                case Outcome.Complete(var bytes) -> {
                    assertThat(bytes).isEqualTo(sealed);
                    completed++;
                }
                case Outcome.Incomplete(int next) -> assertThat(next).isBetween(0, 999);
                case Outcome.Gap(int next) -> assertThat(next).isBetween(0, 999);
                case Outcome.Altered() -> throw new AssertionError("nothing was altered");
            }
        }
        assertThat(completed).isPositive();
    }

    @Test
    void aPartOrPullOutOfRangeIsMalformed() throws Malformed {
        var largest = BundlePart.cut(samples.bytes(SealedBundle.MAX_RADIO_LENGTH), 0, 1 << 20);
        assertThat(largest.chunk().length()).isEqualTo(BundlePart.MAX_CHUNK);
        assertThat(BundlePart.parse(largest.encoded())).isEqualTo(largest);
        assertThat(BundlePart.parse(BundlePart.NOTHING.encoded())).isEqualTo(BundlePart.NOTHING);
        assertThat(BundlePart.cut(sealed, 2000, 10).chunk()).isEqualTo(Bytes.EMPTY);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BundlePart.cut(
                                Bytes.of(new byte[SealedBundle.MAX_RADIO_LENGTH + 1]), 0, 9));

        for (var body :
                List.of(
                        "",
                        "00112233445566770000000a0000",
                        "0011223344556677000040010000000000",
                        "00112233445566770000000a0000000aff",
                        "001122334455667700000001ffffffff00")) {
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> BundlePart.parse(Bytes.fromHex(body)));
        }
        for (var body :
                List.of(
                        "",
                        "00112233445566770000000000",
                        "0011223344556677000000000001ff",
                        "0011223344556677000000000000",
                        "0011223344556677000040010001",
                        "0011223344556677ffffffff0001")) {
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> BundlePull.parse(Bytes.fromHex(body)));
        }
        var pull = new BundlePull(BundleId.of(sealed), 300, 512);
        assertThat(BundlePull.parse(pull.encoded())).isEqualTo(pull);
        assertThat(BundlePull.first(512)).isEqualTo(new BundlePull(BundleId.NONE, 0, 512));
    }

    private BundlePart part(int offset, int length) {
        return BundlePart.cut(sealed, offset, length);
    }
}
