package dev.coinless.functions.refund;

import dev.coinless.functions.refund.RefundClaim.Why;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.RequestId;

/// A customer asks for its money back.
///
/// @param request id of the HTTP request
/// @param contentHash of the HTTP request
public record RefundRequest(
        AccountId account, GrantId grant, Why why, RequestId request, Bytes contentHash) {}
