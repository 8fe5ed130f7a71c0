package dev.coinless.functions.enrol;

import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads what an operator sends to enrol a module: `{"enrolmentRequest", "operator", "name",
/// "currency", "kind": "vend", "licensed": true, "prices": {"12": 175}}`.
public final class ReadRegistration {

    /// Longest enrolment request in characters, with room: a certificate request has up to 1 KiB.
    private static final int MAX_REQUEST = 2048;

    /// Operators have short names; they are part of ledger account names.
    private static final int MAX_OPERATOR = 32;

    /// Shown on a phone.
    private static final int MAX_NAME = 64;

    /// Keeps the module's item small enough to be read with every grant.
    private static final int MAX_PRICES = 200;

    private ReadRegistration() {}

    public static Registration read(JsonBody body, Environment environment) throws Refused {
        body.only("enrolmentRequest", "operator", "name", "currency", "kind", "licensed", "prices");
        return new Registration(
                request(body, environment),
                operator(body),
                body.text("name", MAX_NAME),
                currency(body),
                kind(body),
                body.truth("licensed"),
                prices(body));
    }

    private static EnrolmentRequest request(JsonBody body, Environment environment) throws Refused {
        try {
            return EnrolmentRequest.parse(body.text("enrolmentRequest", MAX_REQUEST), environment);
        } catch (Malformed e) {
            throw body.malformed("enrolmentRequest", String.valueOf(e.getMessage()));
        }
    }

    private static String operator(JsonBody body) throws Refused {
        var operator = body.text("operator", MAX_OPERATOR);
        if (!operator.matches("[A-Za-z0-9-]+")) {
            throw body.malformed("operator", "must be letters, digits and '-'");
        }
        return operator;
    }

    private static Currency currency(JsonBody body) throws Refused {
        try {
            return Currency.getInstance(body.text("currency", 3));
        } catch (IllegalArgumentException e) {
            throw body.malformed("currency", "must be an ISO 4217 code such as EUR");
        }
    }

    private static GrantKind kind(JsonBody body) throws Refused {
        try {
            return GrantKind.valueOf(body.text("kind", 8).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw body.malformed("kind", "must be vend, pulse, door or swipe");
        }
    }

    private static Map<Integer, Long> prices(JsonBody body) throws Refused {
        var object = body.object("prices");
        if (object.members().size() > MAX_PRICES) {
            throw body.malformed("prices", "must be at most " + MAX_PRICES);
        }
        var prices = new HashMap<Integer, Long>();
        for (var member : object.members()) {
            prices.put(item(object, member), object.number(member, 0, Grant.MAX_CAP));
        }
        return prices;
    }

    private static int item(JsonBody prices, String member) throws Refused {
        if (!member.matches("[0-9]{1,5}") || Integer.parseInt(member) > VendedItem.MAX_ITEM) {
            throw prices.malformed(member, "must be an item number, 0 to 65535");
        }
        return Integer.parseInt(member);
    }
}
