package dev.coinless.functions.enrol;

import dev.coinless.functions.module.LineOffer;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.grant.GrantKind;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/// What an operator says of a machine and its module.
///
/// @param operator who owns it; only the owner may enrol it again
/// @param prices minor units by item number
/// @param lines of a pulse machine, empty for any other
public record Registration(
        EnrolmentRequest request,
        String operator,
        String name,
        Currency currency,
        GrantKind kind,
        boolean licensed,
        Map<Integer, Long> prices,
        List<LineOffer> lines) {

    public Registration {
        prices = Map.copyOf(prices);
        lines = List.copyOf(lines);
    }
}
