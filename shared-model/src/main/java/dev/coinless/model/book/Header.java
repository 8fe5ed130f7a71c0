package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// HEADER: the platform's signed word on how far the whole Book has come. Whoever has seen one can
/// hold the platform to all that was in the Book then.
///
/// @param number counts headers from 1
/// @param lanes how many lanes there are
/// @param laneRoot of the [MerkleTree] over the [LaneHead]s in the order of their lanes' names
/// @param earlierRoot of the [MerkleTree] over the hashes of all earlier headers
public record Header(long number, Instant at, long lanes, Bytes laneRoot, Bytes earlierRoot) {

    private static final int FIELDS = 5;

    public Header {
        Limits.require("header number", number, 1);
        Limits.requireWhole(at);
        Limits.require("lanes", lanes, 0);
        laneRoot.requireLength("root of the lanes", MerkleTree.HASH_LENGTH);
        earlierRoot.requireLength("root of earlier headers", MerkleTree.HASH_LENGTH);
    }

    /// The header after `earlier`, over some lanes.
    ///
    /// @param earlier the hashes of all earlier headers
    /// @param lanes in any order
    public static Header next(MerkleFrontier earlier, List<LaneHead> lanes, Instant at) {
        return new Header(
                earlier.size() + 1, at, lanes.size(), laneTree(lanes).root(), earlier.root());
    }

    /// The tree of lanes that [#laneRoot] is of.
    public static MerkleTree laneTree(List<LaneHead> lanes) {
        return MerkleTree.over(inOrder(lanes).stream().map(LaneHead::encoded).toList());
    }

    /// The lanes as the tree has them.
    public static List<LaneHead> inOrder(List<LaneHead> lanes) {
        return lanes.stream().sorted(java.util.Comparator.comparing(LaneHead::lane)).toList();
    }

    /// Signs with the key of usage SYNC that has the given serial.
    public SignedHeader sign(KeySerial serial, Signer syncKey, Environment environment) {
        var claims =
                Claims.body(
                        Item.of(number),
                        Item.of(at.getEpochSecond()),
                        Item.of(lanes),
                        Item.of(laneRoot),
                        Item.of(earlierRoot));
        var envelope =
                Envelope.sign(ObjectType.HEADER, environment, serial.bytes(), claims, syncKey);
        return new SignedHeader(this, envelope);
    }

    /// Reads the claims of a HEADER envelope.
    ///
    /// @throws Malformed if they are not those of a header
    public static Header decode(Envelope envelope) throws Malformed {
        var body = envelope.claims().only(Set.of(Claims.BODY)).body(FIELDS);
        KeySerial.decode(envelope.keyId());
        return new Header(
                body.get(0).integer("header number", 1, Limits.MAX_COUNT),
                Instant.ofEpochSecond(body.get(1).unsigned("time", Limits.MAX_COUNT)),
                body.get(2).unsigned("lanes", Limits.MAX_COUNT),
                body.get(3).bytes("root of the lanes", MerkleTree.HASH_LENGTH),
                body.get(4).bytes("root of earlier headers", MerkleTree.HASH_LENGTH));
    }
}
