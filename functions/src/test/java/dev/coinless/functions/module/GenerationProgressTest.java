package dev.coinless.functions.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationProgressTest {

    static final ModuleId M7 = ModuleId.fromHex("0a0b0c0d0e07");
    static final Generation FIRST = new Generation(1);

    final GenerationProgress none = Progress.none(M7).of(FIRST);

    @Test
    void nothingIsProvenAtFirst() {
        assertThat(none.proves(new Counter(0))).isFalse();
        assertThat(none.floor()).isEqualTo(new Counter(0));
    }

    @Test
    void aFloorWithoutReceiptsBehindItIsProvenAtOnce() {
        var progress = none.with(claim(10, 0));

        assertThat(progress.proves(new Counter(9))).isTrue();
        assertThat(progress.proves(new Counter(10))).isFalse();
    }

    @Test
    void aFloorIsProvenOnlyWhenItsReceiptsAreKnown() {
        var claimed = none.with(claim(10, 2));
        var first = receipt(1, 3, Receipt.NO_PREVIOUS);
        var second = receipt(2, 8, hash(1));

        var afterOne = claimed.followedBy(first, hash(1));
        var afterTwo = afterOne.followedBy(second, hash(2));

        assertThat(claimed.floor()).isEqualTo(new Counter(10));
        assertThat(claimed.proves(new Counter(0))).isFalse();
        assertThat(afterOne.proven()).isEqualTo(new Counter(3));
        assertThat(afterTwo.proven()).isEqualTo(new Counter(10));
        assertThat(afterTwo.hash()).isEqualTo(hash(2));
    }

    @Test
    void theFloorNeverFalls() {
        var progress = none.with(claim(10, 0));

        assertThat(progress.with(claim(4, 0))).isEqualTo(progress);
        assertThat(progress.with(claim(10, 7)).claimed()).isEqualTo(progress.claimed());
        assertThat(progress.with(claim(10, 7)).proven()).isEqualTo(progress.proven());
    }

    @Test
    void aFloorThatFallsWhileReceiptsAreAddedQuarantinesInWhateverOrderItComes() {
        var lower = claim(9, 3);
        var higher = claim(10, 2);

        assertThat(none.with(higher).with(lower).quarantined()).isTrue();
        assertThat(none.with(lower).with(higher).quarantined()).isTrue();
        assertThat(none.with(lower).with(higher).proves(new Counter(9))).isFalse();
    }

    @Test
    void theLatestClaimIsRememberedBesideTheHighest() {
        var progress = none.with(claim(10, 5)).with(claim(10, 9));

        assertThat(progress.with(claim(12, 7)).quarantined()).isTrue();
        assertThat(progress.with(claim(12, 9)).quarantined()).isFalse();
    }

    @Test
    void twoClaimsQuarantineExactlyIfNoHonestModuleCanHaveMadeBoth() {
        for (int i = 0; i < 3 * 3 * 3 * 3; i++) {
            var one = claim(i % 3, i / 3 % 3);
            var other = claim(i / 9 % 3, i / 27);
            long floors = other.floor().value() - one.floor().value();
            long sequences = other.sequence().value() - one.sequence().value();

            assertThat(none.with(one).with(other).quarantined())
                    .as("%s then %s", one, other)
                    .isEqualTo(floors * sequences < 0);
        }
    }

    @Test
    void aReceiptThatBreaksTheChainQuarantines() {
        var broken = none.followedBy(receipt(1, 0, hash(9)), hash(1));

        assertThat(broken.quarantined()).isTrue();
        assertThat(broken.contiguous()).isEqualTo(new Sequence(0));
    }

    @Test
    void aFloorThatRunsBackwardQuarantines() {
        var progress = none.followedBy(receipt(1, 8, Receipt.NO_PREVIOUS), hash(1));

        assertThat(progress.followedBy(receipt(2, 7, hash(1)), hash(2)).quarantined()).isTrue();
        assertThat(progress.followedBy(receipt(2, 8, hash(1)), hash(2)).quarantined()).isFalse();
    }

    @Test
    void onlyTheNextReceiptFollows() {
        assertThatThrownBy(() -> none.followedBy(receipt(2, 0, hash(1)), hash(2)))
                .hasMessage("receipt 2 does not follow 0");
    }

    @Test
    void spentCountersBelowTheFloorAreForgotten() {
        var progress =
                none.withSpent(new Counter(7)).withSpent(new Counter(3)).withSpent(new Counter(7));

        assertThat(progress.spent()).containsExactly(new Counter(3), new Counter(7));
        assertThat(progress.with(claim(5, 0)).spent()).containsExactly(new Counter(7));
        assertThat(progress.with(claim(5, 0)).proves(new Counter(3))).isTrue();
    }

    @Test
    void theListOfSpentCountersIsBounded() {
        var progress = none;
        for (int counter = 1; counter <= 100; counter++) {
            progress = progress.withSpent(new Counter(counter));
        }

        assertThat(progress.spent()).hasSize(GenerationProgress.MAX_SPENT);
        assertThat(progress.isSpent(new Counter(100))).isTrue();
    }

    /// Whatever the order in which claims arrive between receipts, the same is proven in the end.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrderOfArrivalDoesNotMatter(long seed) {
        var dice = AwsMode.dice(seed);
        var claims = new ArrayList<Claim>();
        var floors = new ArrayList<Integer>();
        int floor = 0;
        for (int sequence = 1; sequence <= 20; sequence++) {
            floor += dice.nextInt(4);
            floors.add(floor);
            claims.add(claim(floor, sequence));
        }
        Collections.shuffle(claims, new Random(seed));

        var progress = none;
        for (int sequence = 1; sequence <= 20; sequence++) {
            progress = progress.with(claims.get(sequence - 1));
            var previous = sequence == 1 ? Receipt.NO_PREVIOUS : hash(sequence - 1);
            progress =
                    progress.followedBy(
                            receipt(sequence, floors.get(sequence - 1), previous), hash(sequence));
            assertThat(progress.proven())
                    .as("seed %d, receipt %d", seed, sequence)
                    .isGreaterThanOrEqualTo(new Counter(floors.get(sequence - 1)));
        }

        assertThat(progress.quarantined()).isFalse();
        assertThat(progress.proven()).isEqualTo(new Counter(floor));
    }

    @Test
    void eachGenerationHasItsOwnProgress() {
        var progress = Progress.none(M7).with(none.with(claim(10, 0)));

        assertThat(progress.of(FIRST).proven()).isEqualTo(new Counter(10));
        assertThat(progress.of(new Generation(2)).proven()).isEqualTo(new Counter(0));
        assertThat(progress.version()).isEqualTo(1);
        assertThat(progress.with(progress.of(FIRST))).isSameAs(progress);
    }

    private static Claim claim(long floor, long sequence) {
        return new Claim(new Counter(floor), new Sequence(sequence));
    }

    private static Bytes hash(long sequence) {
        return Bytes.bigEndian(sequence, 1).sha256();
    }

    private static Receipt receipt(long sequence, long floor, Bytes previous) {
        return new Receipt(
                M7,
                FIRST,
                new Sequence(sequence),
                new Counter(floor),
                previous,
                new GrantId(Bytes.bigEndian(sequence, 16)),
                new Evidence.Request(new RequestHash(Bytes.bigEndian(0, 16))),
                Outcome.FAILED,
                Money.of(0, "EUR"),
                List.of());
    }
}
