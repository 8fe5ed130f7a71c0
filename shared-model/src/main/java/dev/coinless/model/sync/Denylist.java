package dev.coinless.model.sync;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// DENYLIST: what no module may believe any more, one for the whole platform. It holds all there
/// is, not changes; what it names is refused with REVOKED.
///
/// @param version only a higher one than the module has applies
/// @param keys platform keys out of use before their time
/// @param subjects 16 bytes each: grant ids, and later the ids of certificates
public record Denylist(Version version, Set<RevokedKey> keys, Set<Bytes> subjects) {

    public static final int SUBJECT_LENGTH = 16;

    /// Keys leave the list when their usage's minimum serial has passed them; in entries.
    public static final int MAX_KEYS = 64;

    /// With the keys about 5 KB, a third of what a bundle by radio may have; in entries.
    public static final int MAX_SUBJECTS = 256;

    private static final int FIELDS = 3;

    public Denylist {
        keys = Set.copyOf(keys);
        subjects = Set.copyOf(subjects);
        subjects.forEach(each -> each.requireLength("revoked subject", SUBJECT_LENGTH));
        if (keys.size() > MAX_KEYS || subjects.size() > MAX_SUBJECTS) {
            throw new IllegalArgumentException(
                    "a denylist has at most %d keys and %d subjects"
                            .formatted(MAX_KEYS, MAX_SUBJECTS));
        }
    }

    /// What a module has that was never given one.
    public static Denylist none() {
        return new Denylist(Version.NONE, Set.of(), Set.of());
    }

    public boolean revokes(KeyUsage usage, KeySerial serial) {
        return keys.contains(new RevokedKey(usage, serial));
    }

    public boolean revokes(Bytes subject) {
        return subjects.contains(subject);
    }

    /// Signs with the key of usage SYNC that has the given serial.
    public Envelope sign(KeySerial serial, Signer syncKey, Environment environment) {
        var claims = Claims.body(version.item(), keyItems(), subjectItems());
        return Envelope.sign(ObjectType.DENYLIST, environment, serial.bytes(), claims, syncKey);
    }

    private Item keyItems() {
        return new Item.Array(
                new TreeSet<>(keys)
                        .stream()
                                .map(each ->
                                        Item.array(
                                                Item.of(each.usage().number()),
                                                Item.of(each.serial().value())))
                                .toList());
    }

    private Item subjectItems() {
        return new Item.Array(new TreeSet<>(subjects).stream().map(Item::of).toList());
    }

    /// Reads the claims of a DENYLIST envelope.
    ///
    /// @throws Malformed if they are not those of a denylist, or its entries are not in ascending
    ///   order
    public static Denylist decode(Envelope envelope) throws Malformed {
        var body = envelope.claims().only(Set.of(Claims.BODY)).body(FIELDS);
        KeySerial.decode(envelope.keyId());
        return new Denylist(
                Version.decode("denylist version", body.get(0)),
                keys(body.get(1)),
                subjects(body.get(2)));
    }

    private static Set<RevokedKey> keys(Item item) throws Malformed {
        var keys = new ArrayList<RevokedKey>();
        for (var each : item.itemsUpTo("revoked keys", MAX_KEYS)) {
            var parts = each.items("a revoked key", 2);
            var usage =
                    KeyUsage.of(parts.get(0).unsigned("usage", KeyUsage.values().length - 1))
                            .orElseThrow(() -> new Malformed("a key usage that is not known"));
            keys.add(
                    new RevokedKey(
                            usage, new KeySerial(parts.get(1).unsigned("serial", KeySerial.MAX))));
        }
        return ascending("revoked keys", keys);
    }

    private static Set<Bytes> subjects(Item item) throws Malformed {
        var subjects = new ArrayList<Bytes>();
        for (var each : item.itemsUpTo("revoked subjects", MAX_SUBJECTS)) {
            subjects.add(each.bytes("revoked subject", SUBJECT_LENGTH));
        }
        return ascending("revoked subjects", subjects);
    }

    private static <T extends Comparable<? super T>> Set<T> ascending(String name, List<T> read)
            throws Malformed {
        var sorted = new TreeSet<>(read);
        if (!List.copyOf(sorted).equals(read)) {
            throw new Malformed(name + " must be in ascending order, each once");
        }
        return sorted;
    }
}
