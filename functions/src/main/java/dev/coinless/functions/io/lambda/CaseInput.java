package dev.coinless.functions.io.lambda;

import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.model.id.GrantId;
import java.util.regex.Pattern;

/// What the functions have in common by which an operator decides a case.
final class CaseInput {

    private static final int MAX_REASON = 120;
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,120}");

    private CaseInput() {}

    static GrantId grant(JsonBody body) throws Refused {
        return new GrantId(body.hex("grant", GrantId.LENGTH));
    }

    /// Kept for ever, so it must not be long and must be readable everywhere.
    static String reason(JsonBody body) throws Refused {
        var reason = body.text("reason", MAX_REASON);
        if (!PRINTABLE.matcher(reason).matches()) {
            throw body.malformed("reason", "must be 1 to 120 printable ASCII characters");
        }
        return reason;
    }
}
