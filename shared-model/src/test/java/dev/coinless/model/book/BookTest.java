package dev.coinless.model.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.samples.BookSamples;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BookTest {
    private static final Lane A = new Lane("A");
    private static final Lane B = new Lane("B");
    private static final Environment TEST = new Environment("test");
    private static final KeySerial SERIAL = new KeySerial(3);

    private final Samples samples = new Samples(Seed.random());
    private final BookSamples book = new BookSamples(samples);
    private final Ed25519PrivateKey key = samples.keys().ed25519();

    @Test
    void entriesBlocksTipsAndHeadsComeBackAsTheyWere() throws Malformed {
        var tip = LaneTip.start(A);
        for (int i = 0; i < 20; i++) {
            var block = tip.seal(book.entries(A), book.at());
            tip = tip.plus(block);

            assertThat(BookEntry.decode(block.entries().getFirst().encoded()))
                    .isEqualTo(block.entries().getFirst());
            assertThat(Block.decode(block.encoded())).isEqualTo(block);
            assertThat(LaneTip.decode(tip.encoded())).isEqualTo(tip);
            assertThat(LaneHead.decode(tip.head().encoded())).isEqualTo(tip.head());
        }
    }

    @Test
    void aStoredBlockWithAnyByteChangedIsRefusedOrAnotherBlock() throws Malformed {
        var block = LaneTip.start(A).seal(book.entries(A).subList(0, 1), book.at());
        var encoded = block.encoded();
        for (int i = 0; i < encoded.length(); i++) {
            var changed = flip(encoded, i);
            assertThat(isTheSameBlock(changed, block)).as("byte %d", i).isFalse();
        }
    }

    private static boolean isTheSameBlock(Bytes changed, Block block) {
        try {
            return Block.decode(changed).head().hash().equals(block.head().hash());
        } catch (Malformed refused) {
            return false;
        }
    }

    @Test
    void aBlockFollowsOnlyTheTipItWasSealedOn() {
        var first = LaneTip.start(A);
        var second = first.plus(first.seal(book.entries(A), book.at()));
        var block = second.seal(book.entries(A), book.at());

        assertThat(second.isFollowedBy(block)).isTrue();
        assertThat(first.isFollowedBy(block)).isFalse();
        assertThat(second.plus(block).isFollowedBy(block)).isFalse();
        assertThat(LaneTip.start(B).isFollowedBy(block)).isFalse();
        assertThatThrownBy(() -> first.plus(block)).hasMessageContaining("does not follow");
        assertThatThrownBy(() -> first.seal(book.entries(B), book.at()))
                .hasMessageContaining("is of lane B, not A");
    }

    @Test
    void totalsCountCustomersTogetherAndSumToZero() {
        var tip = LaneTip.start(A);
        long gained = 0;
        for (int i = 0; i < 3; i++) {
            var entries = book.entries(A).subList(0, 1);
            gained += entries.getFirst().operatorsGain();
            tip = tip.plus(tip.seal(entries, book.at()));
        }

        assertThat(tip.totals().of("operator/A/payable", 978)).isEqualTo(gained);
        assertThat(tip.totals().of("customer/held", 978)).isEqualTo(-gained);
    }

    @Test
    void anEntryIsProvenToBeInAHeaderAndNoOtherEntryIs() throws Malformed {
        var history = new History();
        history.grow(7);
        var header = history.headers.getLast();
        for (var block : history.blocks) {
            for (int i = 0; i < block.entries().size(); i += 17) {
                var proof = history.inclusion(block, i);
                assertThat(InclusionProof.decode(proof.encoded())).isEqualTo(proof);
                assertThat(proof.fault()).isEmpty();
                assertThat(proof.header()).isEqualTo(header);
            }
        }
    }

    @Test
    void aProofWithAnyByteChangedProvesNothing() throws Malformed {
        var history = new History();
        history.grow(3);
        var proof = history.inclusion(history.blocks.get(1), 0);
        var encoded = proof.encoded();
        for (int i = 0; i < encoded.length(); i++) {
            assertThat(proves(flip(encoded, i))).as("byte %d", i).isFalse();
        }
    }

    private boolean proves(Bytes encoded) {
        try {
            var proof = InclusionProof.decode(encoded);
            return proof.fault().isEmpty() && proof.header().isSignedBy(key.publicKey(), TEST);
        } catch (Malformed refused) {
            return false;
        }
    }

    @Test
    void aHeaderIsProvenToStandOnEveryEarlierOne() throws Malformed {
        var history = new History();
        history.grow(20);
        for (int from = 1; from < 20; from++) {
            var older = history.headers.get(from - 1);
            var proof = history.consistency(from);

            assertThat(ConsistencyProof.decode(proof.encoded())).isEqualTo(proof);
            assertThat(proof.connects(older)).isTrue();
            assertThat(proof.connects(history.headers.get(from % 19))).isFalse();
        }
    }

    @Test
    void aLaneIsProvenToGrowAndNotToShrinkOrToBeAnother() throws Malformed {
        var history = new History();
        history.grow(12);
        var first = history.headers.get(5).header();
        var last = history.headers.getLast().header();
        var growth = history.growth(A, 6);

        assertThat(LaneGrowth.decode(growth.encoded())).isEqualTo(growth);
        assertThat(growth.fault(first, last)).isEmpty();
        assertThat(growth.fault(last, first)).isPresent();
        assertThat(
                        new LaneGrowth(
                                        growth.before(),
                                        growth.after(),
                                        history.growth(A, 2).growth())
                                .fault(first, last))
                .contains("the lane's later blocks do not begin with its earlier ones");
        assertThat(
                        new LaneGrowth(
                                        growth.before(),
                                        history.growth(B, 6).after(),
                                        growth.growth())
                                .fault(first, last))
                .contains("two lanes, not one");
    }

    private static Bytes flip(Bytes bytes, int index) {
        var copy = bytes.toArray();
        copy[index] ^= (byte) (1 << index % 8);
        return Bytes.of(copy);
    }

    /// A Book of two lanes, with a header after each pair of blocks.
    private final class History {
        final List<Block> blocks = new ArrayList<>();
        final List<SignedHeader> headers = new ArrayList<>();
        final List<List<LaneHead>> lanes = new ArrayList<>();
        MerkleFrontier log = MerkleFrontier.EMPTY;
        LaneTip a = LaneTip.start(A);
        LaneTip b = LaneTip.start(B);

        void grow(int count) {
            for (int i = 0; i < count; i++) {
                blocks.add(a.seal(book.entries(A).subList(0, 1), book.at()));
                a = a.plus(blocks.getLast());
                blocks.add(b.seal(book.entries(B), book.at()));
                b = b.plus(blocks.getLast());
                lanes.add(List.of(b.head(), a.head()));
                var header = Header.next(log, lanes.getLast(), book.at());
                headers.add(header.sign(SERIAL, key, TEST));
                log = log.plus(headers.getLast().hash());
            }
        }

        List<Bytes> hashes(Lane lane) {
            return blocks.stream()
                    .map(Block::head)
                    .filter(head -> head.lane().equals(lane))
                    .map(BlockHead::hash)
                    .toList();
        }

        InclusionProof inclusion(Block block, int position) {
            return InclusionProof.of(
                    block,
                    position,
                    hashes(block.head().lane()),
                    lanes.getLast(),
                    headers.getLast());
        }

        ConsistencyProof consistency(long from) {
            var hashes = headers.stream().map(SignedHeader::hash).toList();
            return ConsistencyProof.of(from, hashes, headers.getLast());
        }

        LaneGrowth growth(Lane lane, int from) {
            return new LaneGrowth(
                    LaneGrowth.Standing.of(lane, lanes.get(from - 1)),
                    LaneGrowth.Standing.of(lane, lanes.getLast()),
                    MerkleTree.over(hashes(lane)).consistency(from));
        }
    }

    @Test
    void numbersOfHeadersAreReadFromPathsOnlyIfTheyArePlain() {
        LongStream.of(0, 1, 999_999_999_999_999L)
                .forEach(number ->
                        assertThat(ConsistencyProof.parseNumber(Long.toString(number)))
                                .contains(number));
        assertThat(ConsistencyProof.parseNumber("-1")).isEmpty();
        assertThat(ConsistencyProof.parseNumber("9999999999999999")).isEmpty();
        assertThat(ConsistencyProof.parseNumber("")).isEmpty();
    }
}
