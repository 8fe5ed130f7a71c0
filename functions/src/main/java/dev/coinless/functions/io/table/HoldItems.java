package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.money.Money;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How a grant with its hold looks in the table: partition key `G#<grant>`, sort key `G`.
///
/// What the token says (module, generation, counter, cap) is not stored twice. Only while somebody
/// may have to find it does the item have the index's keys: an open hold (released ones included)
/// `ipk` = `<module>#<generation>` and `isk` = its counter, a hold in review `review#<operator>`
/// and when it came there.
final class HoldItems {

    static final String HOLD = "G#";

    /// The sparse index of open holds; template.yaml names it the same.
    static final String INDEX = "open-holds";

    static final String INDEX_PARTITION = "ipk";
    static final String INDEX_SORT = "isk";
    static final String STATE = "st";

    /// What the index's partitions of reviews begin with; no module's id does.
    static final String IN_REVIEW = "review#";

    private static final String HELD = "HELD";
    private static final String RELEASED = "RELEASED";
    private static final String CAPTURED = "CAPTURED";
    private static final String VOIDED = "VOIDED";
    private static final String PROVEN = "PROVEN";
    private static final String REVIEW = "REVIEW";
    private static final String DECIDED = "DECIDED";

    private static final TableSchema<Entry> EARLIER =
            Schema.of(
                            Entry.class,
                            v -> {
                                var currency = Currency.getInstance(v.text("cur"));
                                return entry(v, Entry.Kind.valueOf(v.text("ekd")), currency);
                            })
                    .text("ekd", entry -> entry.kind().name())
                    .number("evr", Entry::version)
                    .number("eat", entry -> entry.at().getEpochSecond())
                    .number("amt", entry -> entry.amount().minorUnits())
                    .number("rsk", entry -> unlessZero(entry.risk().minorUnits()))
                    .text("cur", entry -> entry.amount().currency().getCurrencyCode())
                    .build();

    static final TableSchema<Hold> HOLDS =
            Schema.of(Hold.class, HoldItems::hold)
                    .upgrade(HoldItems::withKind)
                    .key(hold -> HOLD + hold.id(), _ -> "G")
                    .bytes("acc", hold -> hold.account().thumbprint().value())
                    .text("op", Hold::operator)
                    .bytes("req", Hold::requestHash)
                    .bytes("tok", hold -> hold.token().encoded())
                    .number("at", hold -> hold.placed().at().getEpochSecond())
                    .number("ver", hold -> hold.placed().version())
                    .number("bal", hold -> hold.balance().minorUnits())
                    .text(STATE, hold -> nameOf(hold.state()))
                    .number("eat", hold -> ofEnding(hold, entry -> entry.at().getEpochSecond()))
                    .number("evr", hold -> ofEnding(hold, Entry::version))
                    .number("amt", hold -> ofEnding(hold, entry -> entry.amount().minorUnits()))
                    .text("ekd", hold -> hold.ending().map(e -> e.kind().name()).orElse(null))
                    .number("rsk", HoldItems::risk)
                    .documents("erl", Entry.class, EARLIER, HoldItems::earlier)
                    .number("rcp", HoldItems::receiptSequence)
                    .bytes("ctr", HoldItems::contradiction)
                    .text("why", HoldItems::reason)
                    .text(INDEX_PARTITION, HoldItems::indexPartition)
                    .number(INDEX_SORT, HoldItems::indexSort)
                    .build();

    private HoldItems() {}

    static Key key(GrantId id) {
        return AccountItems.key(HOLD + id, "G");
    }

    static String indexKey(ModuleId module, Generation generation) {
        return module + "#" + generation;
    }

    private static @Nullable String indexPartition(Hold hold) {
        return switch (hold.state()) {
            case HoldState.Held(), HoldState.Released _ ->
                    indexKey(hold.grant().module(), hold.grant().generation());
            case HoldState.Reviewed _ -> IN_REVIEW + hold.operator();
            case HoldState.Captured _,
                    HoldState.Voided _,
                    HoldState.VoidedByProof _,
                    HoldState.Decided _ ->
                    null;
        };
    }

    private static @Nullable Long indexSort(Hold hold) {
        return switch (hold.state()) {
            case HoldState.Held(), HoldState.Released _ -> hold.grant().counter().value();
            case HoldState.Reviewed(var entry, _) -> entry.at().getEpochSecond();
            case HoldState.Captured _,
                    HoldState.Voided _,
                    HoldState.VoidedByProof _,
                    HoldState.Decided _ ->
                    null;
        };
    }

    static String nameOf(HoldState state) {
        return switch (state) {
            case HoldState.Held() -> HELD;
            case HoldState.Released _ -> RELEASED;
            case HoldState.Captured _ -> CAPTURED;
            case HoldState.Voided _ -> VOIDED;
            case HoldState.VoidedByProof _ -> PROVEN;
            case HoldState.Reviewed _ -> REVIEW;
            case HoldState.Decided _ -> DECIDED;
        };
    }

    private static @Nullable Long ofEnding(Hold hold, ToLongFunction<Entry> part) {
        return hold.ending().isPresent() ? part.applyAsLong(hold.ending().get()) : null;
    }

    private static @Nullable Long unlessZero(long value) {
        return value == 0 ? null : value;
    }

    private static @Nullable Long risk(Hold hold) {
        return hold.ending().isPresent()
                ? unlessZero(hold.ending().get().risk().minorUnits())
                : null;
    }

    private static @Nullable List<Entry> earlier(Hold hold) {
        return hold.earlier().isEmpty() ? null : hold.earlier();
    }

    private static @Nullable Bytes contradiction(Hold hold) {
        return hold.state()
                        instanceof HoldState.Decided(_, HoldState.Ground.Contradiction(var hash), _)
                ? hash
                : null;
    }

    private static @Nullable String reason(Hold hold) {
        return hold.state() instanceof HoldState.Decided(_, _, var reason) ? reason : null;
    }

    private static @Nullable Long receiptSequence(Hold hold) {
        return hold.receipt().isPresent() ? hold.receipt().get().sequence().value() : null;
    }

    private static Hold hold(Values v) {
        var token = token(v);
        var grant = token.grant();
        var currency = grant.cap().currency();
        return new Hold(
                new AccountId(new Thumbprint(v.bytes("acc"))),
                v.text("op"),
                v.bytes("req"),
                token,
                new Entry(
                        Entry.Kind.HOLD,
                        v.number("ver"),
                        Instant.ofEpochSecond(v.number("at")),
                        grant.cap()),
                new Money(v.number("bal"), currency),
                v.has("erl") ? v.list("erl") : List.of(),
                state(v, grant, currency));
    }

    private static HoldState state(Values v, Grant grant, Currency currency) {
        if (v.text(STATE).equals(HELD)) {
            return new HoldState.Held();
        }
        var entry = entry(v, Entry.Kind.valueOf(v.text("ekd")), currency);
        return switch (v.text(STATE)) {
            case RELEASED -> new HoldState.Released(entry);
            case CAPTURED -> new HoldState.Captured(entry, receipt(v, grant));
            case VOIDED -> new HoldState.Voided(entry, receipt(v, grant));
            case PROVEN -> new HoldState.VoidedByProof(entry);
            case REVIEW -> new HoldState.Reviewed(entry, receipt(v, grant));
            case DECIDED -> new HoldState.Decided(entry, ground(v, grant), v.text("why"));
            default -> throw new IllegalStateException("unknown hold state " + v.text(STATE));
        };
    }

    private static HoldState.Ground ground(Values v, Grant grant) {
        if (v.has("rcp")) {
            return new HoldState.Ground.Review(receipt(v, grant));
        }
        return v.has("ctr")
                ? new HoldState.Ground.Contradiction(v.bytes("ctr"))
                : new HoldState.Ground.Nothing();
    }

    /// Form 1 had one entry after the HOLD, whose kind followed from the state.
    private static void withKind(Values v) {
        if (v.has("evr")) {
            var kind = v.text(STATE).equals(CAPTURED) ? Entry.Kind.CAPTURE : Entry.Kind.VOID;
            v.put("ekd", kind.name());
        }
    }

    private static Entry entry(Values v, Entry.Kind kind, Currency currency) {
        return new Entry(
                kind,
                v.number("evr"),
                Instant.ofEpochSecond(v.number("eat")),
                new Money(v.number("amt"), currency),
                new Money(v.numberOr("rsk", 0), currency));
    }

    private static ReceiptKey receipt(Values v, Grant grant) {
        return new ReceiptKey(grant.module(), grant.generation(), new Sequence(v.number("rcp")));
    }

    private static GrantToken token(Values v) {
        try {
            return GrantToken.parse(v.bytes("tok"));
        } catch (Malformed e) {
            throw new IllegalStateException("the stored token is not readable", e);
        }
    }
}
