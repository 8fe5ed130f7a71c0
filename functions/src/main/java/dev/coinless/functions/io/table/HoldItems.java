package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.ReceiptKey;
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
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How a grant with its hold looks in the table: partition key `G#<grant>`, sort key `G`.
///
/// What the token says (module, generation, counter, cap) is not stored twice. Only while the hold
/// is open does the item have the index's keys `ipk` and `isk`, so the index holds open holds only.
final class HoldItems {

    static final String HOLD = "G#";

    /// The sparse index of open holds; template.yaml names it the same.
    static final String INDEX = "open-holds";

    static final String INDEX_PARTITION = "ipk";
    static final String INDEX_SORT = "isk";
    static final String STATE = "st";

    /// The value of [#STATE] while the hold is open.
    static final String HELD = "HELD";

    private static final String CAPTURED = "CAPTURED";
    private static final String VOIDED = "VOIDED";
    private static final String PROVEN = "PROVEN";
    private static final String REVIEW = "REVIEW";

    static final TableSchema<Hold> HOLDS =
            Schema.of(Hold.class, HoldItems::hold)
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
                    .number("rcp", HoldItems::receiptSequence)
                    .text(INDEX_PARTITION, hold -> hold.isOpen() ? indexKey(hold.grant()) : null)
                    .number(
                            INDEX_SORT,
                            hold -> hold.isOpen() ? hold.grant().counter().value() : null)
                    .build();

    private HoldItems() {}

    static Key key(GrantId id) {
        return AccountItems.key(HOLD + id, "G");
    }

    static String indexKey(ModuleId module, Generation generation) {
        return module + "#" + generation;
    }

    private static String indexKey(Grant grant) {
        return indexKey(grant.module(), grant.generation());
    }

    private static String nameOf(HoldState state) {
        return switch (state) {
            case HoldState.Held() -> HELD;
            case HoldState.Captured _ -> CAPTURED;
            case HoldState.Voided _ -> VOIDED;
            case HoldState.VoidedByProof _ -> PROVEN;
            case HoldState.Reviewed _ -> REVIEW;
        };
    }

    private static @Nullable Long ofEnding(Hold hold, ToLongFunction<Entry> part) {
        return hold.ending().isPresent() ? part.applyAsLong(hold.ending().get()) : null;
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
                state(v, grant, currency));
    }

    private static HoldState state(Values v, Grant grant, Currency currency) {
        return switch (v.text(STATE)) {
            case HELD -> new HoldState.Held();
            case CAPTURED ->
                    new HoldState.Captured(
                            ending(v, Entry.Kind.CAPTURE, currency), receipt(v, grant));
            case VOIDED ->
                    new HoldState.Voided(ending(v, Entry.Kind.VOID, currency), receipt(v, grant));
            case PROVEN -> new HoldState.VoidedByProof(ending(v, Entry.Kind.VOID, currency));
            case REVIEW ->
                    new HoldState.Reviewed(ending(v, Entry.Kind.VOID, currency), receipt(v, grant));
            default -> throw new IllegalStateException("unknown hold state " + v.text(STATE));
        };
    }

    private static Entry ending(Values v, Entry.Kind kind, Currency currency) {
        return new Entry(
                kind,
                v.number("evr"),
                Instant.ofEpochSecond(v.number("eat")),
                new Money(v.number("amt"), currency));
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
