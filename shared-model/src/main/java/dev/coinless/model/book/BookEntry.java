package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One entry of the Book, for ever as it is. (account, version) names it: an account's versions 1
/// to n, each exactly once over all lanes, prove that none is missing. Its bytes are a leaf of its
/// block's tree.
///
/// @param at when the cloud decided it, whole seconds; says nothing about order
/// @param source 16 bytes: the id of the grant or of the movement it belongs to
/// @param postings sum to zero in each currency
public record BookEntry(
        AccountId account,
        long version,
        Lane lane,
        EntryKind kind,
        Instant at,
        Bytes source,
        List<BookPosting> postings,
        Optional<ReceiptReference> receipt) {

    public static final int SOURCE_LENGTH = 16;

    /// More than any way to split a sale needs; in postings.
    static final int MAX_POSTINGS = 16;

    private static final int FIELDS = 8;

    public BookEntry {
        Limits.require("version", version, 1);
        Limits.requireWhole(at);
        source.requireLength("source", SOURCE_LENGTH);
        postings = List.copyOf(postings);
        if (postings.size() > MAX_POSTINGS) {
            throw new IllegalArgumentException(
                    "an entry has at most %d postings".formatted(MAX_POSTINGS));
        }
    }

    /// The bytes that it is known by: deterministic CBOR.
    public Bytes encoded() {
        return Cbor.encode(
                Item.array(
                        Item.of(account.thumbprint().value()),
                        Item.of(version),
                        lane.item(),
                        kind.item(),
                        Item.of(at.getEpochSecond()),
                        Item.of(source),
                        new Item.Array(postings.stream().map(BookPosting::item).toList()),
                        receipt.map(ReceiptReference::item).orElse(new Item.Null())));
    }

    /// Reads an entry.
    ///
    /// @throws Malformed if the bytes are not exactly those of an entry
    public static BookEntry decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("an entry", FIELDS);
        return new BookEntry(
                new AccountId(new Thumbprint(parts.get(0).bytes("account", Thumbprint.LENGTH))),
                parts.get(1).integer("version", 1, Limits.MAX_COUNT),
                Lane.decode(parts.get(2)),
                EntryKind.decode(parts.get(3)),
                Instant.ofEpochSecond(parts.get(4).unsigned("time", Limits.MAX_COUNT)),
                parts.get(5).bytes("source", SOURCE_LENGTH),
                postings(parts.get(6)),
                receipt(parts.get(7)));
    }

    private static List<BookPosting> postings(Item item) throws Malformed {
        var postings = new ArrayList<BookPosting>();
        for (var each : item.itemsUpTo("postings", MAX_POSTINGS)) {
            postings.add(BookPosting.decode(each));
        }
        return postings;
    }

    private static Optional<ReceiptReference> receipt(Item item) throws Malformed {
        return item instanceof Item.Null
                ? Optional.empty()
                : Optional.of(ReceiptReference.decode(item));
    }

    /// What operators gain by it, in minor units; above zero it takes a receipt.
    public long operatorsGain() {
        return postings.stream()
                .filter(BookPosting::isOperatorsGain)
                .mapToLong(BookPosting::minorUnits)
                .sum();
    }

    /// How it is called in messages: account and version.
    public String name() {
        return "account %s version %d".formatted(account, version);
    }
}
