package dev.coinless.functions.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.MerkleTree;
import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Proofs made of stored nodes are those that the whole tree gives.
class TreeNodeTest {

    /// Beyond every shape that a tree's right edge has below 64 leaves.
    private static final int LEAVES = 70;

    private final List<Bytes> data = new ArrayList<>();
    private final Map<List<Long>, Bytes> nodes = new HashMap<>();
    private final TreeNode.Source source =
            (level, index) ->
                    Optional.ofNullable(nodes.get(List.of((long) level, index))).orElseThrow();

    private void grow() {
        var frontier = MerkleFrontier.EMPTY;
        for (int i = 0; i < LEAVES; i++) {
            var leaf = Bytes.utf8("leaf " + i);
            for (var node : TreeNode.completedBy(frontier, leaf)) {
                var twin = nodes.put(List.of((long) node.level(), node.index()), node.hash());
                assertThat(twin).isNull();
            }
            frontier = frontier.plus(leaf);
            data.add(leaf);
        }
    }

    @Test
    void everyLeafOfEverySizeIsProven() {
        grow();

        for (int size = 1; size <= LEAVES; size++) {
            var tree = MerkleTree.over(data.subList(0, size));
            for (int leaf = 0; leaf < size; leaf++) {
                assertThat(TreeNode.inclusion(source, leaf, size)).isEqualTo(tree.inclusion(leaf));
            }
        }
    }

    @Test
    void everyGrowthIsProven() {
        grow();

        for (int to = 1; to <= LEAVES; to++) {
            var tree = MerkleTree.over(data.subList(0, to));
            for (int from = 0; from <= to; from++) {
                assertThat(TreeNode.consistency(source, from, to))
                        .isEqualTo(tree.consistency(from));
            }
        }
    }

    @Test
    void aLeafCompletesAsManyNodesAsItEndsSubtrees() {
        var frontier = MerkleFrontier.EMPTY;
        for (int i = 0; i < 7; i++) {
            frontier = frontier.plus(Bytes.utf8("leaf"));
        }

        var completed = TreeNode.completedBy(frontier, Bytes.utf8("leaf"));

        assertThat(completed).extracting(TreeNode::level).containsExactly(0, 1, 2, 3);
        assertThat(completed).extracting(TreeNode::index).containsExactly(7L, 3L, 1L, 0L);
        assertThat(completed.getLast().hash()).isEqualTo(frontier.plus(Bytes.utf8("leaf")).root());
    }
}
