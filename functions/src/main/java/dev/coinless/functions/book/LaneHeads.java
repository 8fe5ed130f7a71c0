package dev.coinless.functions.book;

import dev.coinless.model.book.Header;
import dev.coinless.model.book.LaneHead;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;

/// All lanes as one header covers them, kept so that it can be proven later what it covered.
public record LaneHeads(List<LaneHead> lanes) {

    /// More than there are operators.
    private static final int MAX_LANES = 100_000;

    /// A lane's head is far shorter; in bytes.
    private static final int MAX_HEAD = 4096;

    public LaneHeads {
        lanes = Header.inOrder(lanes);
    }

    /// What a header names them by.
    public Bytes root() {
        return Header.laneTree(lanes).root();
    }

    public Bytes encoded() {
        return Cbor.encode(
                new Item.Array(lanes.stream().map(each -> Item.of(each.encoded())).toList()));
    }

    public static LaneHeads decode(Bytes encoded) throws Malformed {
        var lanes = new ArrayList<LaneHead>();
        for (var each : Cbor.decode(encoded).itemsUpTo("lanes", MAX_LANES)) {
            lanes.add(LaneHead.decode(each.bytesUpTo("a lane's head", MAX_HEAD)));
        }
        return new LaneHeads(lanes);
    }
}
