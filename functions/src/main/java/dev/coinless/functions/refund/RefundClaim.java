package dev.coinless.functions.refund;

import dev.coinless.functions.ledger.Movement;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.money.Money;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/// A customer says that it paid and got nothing; at most one for each grant.
///
/// @param amount that was captured
/// @param request the id of the first request that asked, and the hash of its content
public record RefundClaim(
        GrantId grant,
        AccountId account,
        String operator,
        ModuleId module,
        Money amount,
        Why why,
        Instant at,
        RequestId request,
        Bytes requestHash,
        State state) {

    /// What the customer says; a fixed list, so that nothing personal is written down.
    public enum Why {
        NOTHING_CAME,
        WRONG_ITEM,
        DAMAGED,
        OTHER
    }

    /// How far it has come.
    public sealed interface State {

        /// The operator has to decide.
        record Asked() implements State {}

        /// The money is back, without anybody having looked.
        record Automatic() implements State {}

        /// The operator gave it back.
        record Approved(String reason, Instant at) implements State {}

        /// The operator has refused.
        record Denied(String reason, Instant at) implements State {}
    }

    public RefundClaim with(State next) {
        return new RefundClaim(
                grant, account, operator, module, amount, why, at, request, requestHash, next);
    }

    /// The id of the movement that gives the money of a grant back; there can be only one.
    public static UUID movementOf(GrantId grant) {
        var bytes =
                ByteBuffer.wrap(
                        Bytes.concat(Bytes.utf8("refund"), grant.value()).sha256().toArray());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    Movement.Origin origin() {
        return new Movement.Origin.Refund(grant, operator);
    }
}
