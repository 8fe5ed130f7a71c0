package dev.coinless.functions.io.lambda;

import dev.coinless.functions.refund.RefundClaim;
import dev.coinless.functions.refund.RefundClaim.State;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What customers and operators are told of a claim for a refund.
final class RefundWords {

    private RefundWords() {}

    static String of(State state) {
        return switch (state) {
            case State.Asked() -> "ASKED";
            case State.Automatic(), State.Approved _ -> "REFUNDED";
            case State.Denied _ -> "DENIED";
        };
    }

    static Map<String, Object> body(RefundClaim claim) {
        var body = new LinkedHashMap<String, Object>();
        body.put("grant", claim.grant().toString());
        body.put("state", of(claim.state()));
        body.put("amount", claim.amount().minorUnits());
        body.put("currency", claim.amount().currency().getCurrencyCode());
        return body;
    }

    /// With what an operator has to know to decide; who the customer is, is nobody's business.
    static Map<String, Object> row(RefundClaim claim) {
        var row = body(claim);
        row.put("module", claim.module().toString());
        row.put("reason", claim.why().name().toLowerCase(Locale.ROOT));
        row.put("at", claim.at().toString());
        return row;
    }
}
