package dev.coinless.functions.io.table;

import dev.coinless.functions.refund.RefundClaim;
import dev.coinless.functions.refund.RefundClaim.State;
import dev.coinless.functions.refund.RefundClaim.Why;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How a customer's claim for a refund looks in the table: partition key `J#<grant>`, sort key `J`.
///
/// Only while an operator has to decide does it have the index's keys: `ipk` = `refund#<operator>`
/// and `isk` = when it was asked.
final class ClaimItems {

    private static final String CLAIM = "J#";

    /// What the index's partitions of claims begin with; no module's id does.
    static final String ASKED_OF = "refund#";

    static final String STATE = "st";
    static final String ASKED = "ASKED";
    private static final String AUTOMATIC = "AUTOMATIC";
    private static final String APPROVED = "APPROVED";
    private static final String DENIED = "DENIED";

    static final TableSchema<RefundClaim> CLAIMS =
            Schema.of(RefundClaim.class, ClaimItems::claim)
                    .key(claim -> CLAIM + claim.grant(), _ -> "J")
                    .bytes("acc", claim -> claim.account().thumbprint().value())
                    .text("op", RefundClaim::operator)
                    .bytes("m", claim -> claim.module().value())
                    .number("amt", claim -> claim.amount().minorUnits())
                    .text("cur", claim -> claim.amount().currency().getCurrencyCode())
                    .text("knd", claim -> claim.why().name())
                    .number("at", claim -> claim.at().getEpochSecond())
                    .bytes("rid", claim -> claim.request().value())
                    .bytes("req", RefundClaim::requestHash)
                    .text(STATE, ClaimItems::nameOf)
                    .text("why", ClaimItems::reason)
                    .number("dat", ClaimItems::decidedAt)
                    .text(HoldItems.INDEX_PARTITION, ClaimItems::indexPartition)
                    .number(
                            HoldItems.INDEX_SORT,
                            claim -> isAsked(claim) ? claim.at().getEpochSecond() : null)
                    .build();

    private ClaimItems() {}

    static Key key(GrantId grant) {
        return AccountItems.key(CLAIM + grant, "J");
    }

    private static String nameOf(RefundClaim claim) {
        return switch (claim.state()) {
            case State.Asked() -> ASKED;
            case State.Automatic() -> AUTOMATIC;
            case State.Approved _ -> APPROVED;
            case State.Denied _ -> DENIED;
        };
    }

    private static boolean isAsked(RefundClaim claim) {
        return claim.state() instanceof State.Asked;
    }

    private static @Nullable String indexPartition(RefundClaim claim) {
        return isAsked(claim) ? ASKED_OF + claim.operator() : null;
    }

    private static @Nullable String reason(RefundClaim claim) {
        return switch (claim.state()) {
            case State.Asked(), State.Automatic() -> null;
            case State.Approved(var reason, _) -> reason;
            case State.Denied(var reason, _) -> reason;
        };
    }

    private static @Nullable Long decidedAt(RefundClaim claim) {
        return switch (claim.state()) {
            case State.Asked(), State.Automatic() -> null;
            case State.Approved(_, var at) -> at.getEpochSecond();
            case State.Denied(_, var at) -> at.getEpochSecond();
        };
    }

    private static RefundClaim claim(Values v) {
        return new RefundClaim(
                GrantId.fromHex(v.keyAfter(CLAIM)),
                new AccountId(new Thumbprint(v.bytes("acc"))),
                v.text("op"),
                new ModuleId(v.bytes("m")),
                Money.of(v.number("amt"), v.text("cur")),
                Why.valueOf(v.text("knd")),
                Instant.ofEpochSecond(v.number("at")),
                new RequestId(v.bytes("rid")),
                v.bytes("req"),
                state(v));
    }

    private static State state(Values v) {
        return switch (v.text(STATE)) {
            case ASKED -> new State.Asked();
            case AUTOMATIC -> new State.Automatic();
            case APPROVED ->
                    new State.Approved(v.text("why"), Instant.ofEpochSecond(v.number("dat")));
            case DENIED -> new State.Denied(v.text("why"), Instant.ofEpochSecond(v.number("dat")));
            default -> throw new IllegalStateException("unknown claim state " + v.text(STATE));
        };
    }
}
