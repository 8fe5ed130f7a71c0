package dev.coinless.functions.io.lambda;

import dev.coinless.functions.http.Refused;
import dev.coinless.model.refusal.Refusal;

/// What an operator is told when a function that is invoked directly refuses: `CODE: detail`.
public final class AdminRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AdminRefusal(Refusal reason, String detail) {
        super(reason + ": " + detail);
    }

    AdminRefusal(Refused refused) {
        this(
                refused.problem().reason(),
                refused.problem().field().map(field -> field + " ").orElse("")
                        + refused.problem().detail());
    }
}
