package dev.coinless.model.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /// The test tree of Certificate Transparency (RFC 6962) implementations: the same leaves and
    /// roots stand in the tests of Google's and others' logs.
    private static final List<Bytes> KNOWN_LEAVES =
            Stream.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .map(Bytes::fromHex)
                    .toList();

    private static final List<String> KNOWN_ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int SMALL_TREES = 20;

    private final Samples samples = new Samples(Seed.random());

    @Test
    void rootsAreThoseOfCertificateTransparency() {
        for (int size = 0; size <= KNOWN_LEAVES.size(); size++) {
            var tree = MerkleTree.over(KNOWN_LEAVES.subList(0, size));

            assertThat(tree.root().hex()).isEqualTo(KNOWN_ROOTS.get(size));
        }
    }

    @Test
    void anInclusionPathIsThatOfCertificateTransparency() {
        var path = MerkleTree.over(KNOWN_LEAVES).inclusion(5);

        assertThat(path.hashes().stream().map(Bytes::hex))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void aConsistencyPathIsThatOfCertificateTransparency() {
        var path = MerkleTree.over(KNOWN_LEAVES).consistency(6);

        assertThat(path.hashes().stream().map(Bytes::hex))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void everyLeafOfEverySmallTreeIsProvenAndOnlyAtItsPlace() {
        for (int size = 1; size < SMALL_TREES; size++) {
            var leaves = leaves(size);
            var tree = MerkleTree.over(leaves);
            for (int index = 0; index < size; index++) {
                var path = tree.inclusion(index);
                for (int other = 0; other < size; other++) {
                    assertThat(path.rootWith(leaves.get(index), other, size).equals(root(tree)))
                            .as("leaf %d of %d at %d", index, size, other)
                            .isEqualTo(index == other);
                }
            }
        }
    }

    @Test
    void everySmallTreeIsProvenToGrowFromEverySmallerOne() {
        for (int size = 0; size < SMALL_TREES; size++) {
            var leaves = leaves(size);
            var tree = MerkleTree.over(leaves);
            for (int from = 0; from <= size; from++) {
                var earlier = MerkleTree.over(leaves.subList(0, from)).root();

                assertThat(tree.consistency(from).connects(from, earlier, size, tree.root()))
                        .as("%d to %d", from, size)
                        .isTrue();
            }
        }
    }

    @Test
    void aPathWithAnyHashChangedOrMoreOrLessProvesNothing() {
        for (int round = 0; round < 60; round++) {
            var leaves = leaves(2 + samples.random().nextInt(300));
            var tree = MerkleTree.over(leaves);
            int index = samples.random().nextInt(leaves.size());
            for (var wrong : variantsOf(tree.inclusion(index))) {
                assertThat(wrong.rootWith(leaves.get(index), index, leaves.size()))
                        .isNotEqualTo(root(tree));
            }
        }
    }

    @Test
    void anotherLeafHasNoProof() {
        var leaves = leaves(100);
        var tree = MerkleTree.over(leaves);
        for (int index = 0; index < leaves.size(); index++) {
            var other = changed(leaves.get(index));

            assertThat(tree.inclusion(index).rootWith(other, index, 100)).isNotEqualTo(root(tree));
        }
    }

    @Test
    void aTreeWhoseBeginningWasChangedIsNotProvenToGrow() {
        for (int round = 0; round < 60; round++) {
            var leaves = leaves(2 + samples.random().nextInt(300));
            int from = 1 + samples.random().nextInt(leaves.size() - 1);
            var earlier = MerkleTree.over(leaves.subList(0, from)).root();
            var forked = new ArrayList<>(leaves);
            int at = samples.random().nextInt(from);
            forked.set(at, changed(forked.get(at)));
            var fork = MerkleTree.over(forked);

            assertThat(fork.consistency(from).connects(from, earlier, leaves.size(), fork.root()))
                    .isFalse();
        }
    }

    @Test
    void aGrowthWithAnyHashChangedOrMoreOrLessProvesNothing() {
        for (int round = 0; round < 60; round++) {
            var leaves = leaves(2 + samples.random().nextInt(300));
            int size = leaves.size();
            int from = 1 + samples.random().nextInt(size - 1);
            var earlier = MerkleTree.over(leaves.subList(0, from)).root();
            var tree = MerkleTree.over(leaves);
            for (var wrong : variantsOf(tree.consistency(from))) {
                assertThat(wrong.connects(from, earlier, size, tree.root())).isFalse();
            }
        }
    }

    @Test
    void aFrontierGrowsToTheSameRootAsTheTree() {
        var leaves = leaves(300);
        var frontier = MerkleFrontier.EMPTY;
        for (int size = 0; size < leaves.size(); size++) {
            assertThat(frontier.root()).isEqualTo(MerkleTree.over(leaves.subList(0, size)).root());
            frontier = frontier.plus(leaves.get(size));
        }
    }

    private static Optional<Bytes> root(MerkleTree tree) {
        return Optional.of(tree.root());
    }

    private List<Bytes> leaves(int count) {
        return Stream.generate(() -> samples.bytes(16)).limit(count).toList();
    }

    private Bytes changed(Bytes bytes) {
        var copy = bytes.toArray();
        copy[samples.random().nextInt(copy.length)] ^= (byte) (1 << samples.random().nextInt(8));
        return Bytes.of(copy);
    }

    private List<MerklePath> variantsOf(MerklePath path) {
        var variants = new ArrayList<MerklePath>();
        for (int i = 0; i < path.hashes().size(); i++) {
            var changed = new ArrayList<>(path.hashes());
            changed.set(i, changed(changed.get(i)));
            variants.add(new MerklePath(changed));
            var less = new ArrayList<>(path.hashes());
            less.remove(i);
            variants.add(new MerklePath(less));
        }
        var more = new ArrayList<>(path.hashes());
        more.add(samples.bytes(32));
        variants.add(new MerklePath(more));
        return variants;
    }
}
