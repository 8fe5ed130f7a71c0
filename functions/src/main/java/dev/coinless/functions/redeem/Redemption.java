package dev.coinless.functions.redeem;

import dev.coinless.functions.ledger.Hold;
import dev.coinless.model.receipt.Ack;
import java.util.Optional;

/// Stage 8: what came of a receipt.
///
/// @param hold of the grant it names as it is now; empty if it names none of this module's
/// @param acknowledged the highest receipt up to which none is missing; empty if there is none
public record Redemption(Judgement judgement, Optional<Hold> hold, Optional<Ack> acknowledged) {}
