package dev.coinless.functions.enrol;

import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.module.LineOffer;
import dev.coinless.model.book.Lane;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// Reads what an operator sends to enrol a module: `{"enrolmentRequest", "operator", "name",
/// "currency", "kind": "vend", "licensed": true, "prices": {"12": 175}}`; for kind pulse also
/// `"lines": {"1": {"name": "Washer 1", "value": 50, "min": 200, "max": 500}}`, where name, min and
/// max may be left out.
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
        body.only(
                "enrolmentRequest",
                "operator",
                "name",
                "currency",
                "kind",
                "licensed",
                "prices",
                "lines");
        return new Registration(
                request(body, environment),
                operator(body),
                body.text("name", MAX_NAME),
                currency(body),
                kind(body),
                body.truth("licensed"),
                prices(body),
                lines(body));
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
        if (operator.equalsIgnoreCase(Lane.PLATFORM.name())) {
            throw body.malformed(
                    "operator",
                    "must not be 'platform', whose lane of the Book is the platform's own");
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

    private static List<LineOffer> lines(JsonBody body) throws Refused {
        boolean pulses = kind(body) == GrantKind.PULSE;
        if (body.has("lines") != pulses) {
            throw body.malformed(
                    "lines",
                    pulses
                            ? "must be given for a pulse machine"
                            : "belongs to machines of kind pulse only");
        }
        var lines = new ArrayList<LineOffer>();
        if (pulses) {
            var object = body.object("lines");
            for (var member : new TreeSet<>(object.members())) {
                lines.add(line(object, member));
            }
        }
        if (pulses && lines.isEmpty()) {
            throw body.malformed("lines", "must name at least one line");
        }
        return lines;
    }

    private static LineOffer line(JsonBody lines, String member) throws Refused {
        if (!member.matches("[1-9][0-9]?") || Integer.parseInt(member) > LineMask.MAX_LINE) {
            throw lines.malformed(member, "must be a line number, 1 to " + LineMask.MAX_LINE);
        }
        var line = lines.object(member).only("name", "value", "min", "max");
        long value = line.number("value", 1, Grant.MAX_CAP / LineOffer.MAX_PULSES);
        long most = value * LineOffer.MAX_PULSES;
        long min = line.has("min") ? line.number("min", value, most) : value;
        long max = line.has("max") ? line.number("max", min, most) : most;
        if (min % value != 0) {
            throw line.malformed("min", "must be a multiple of value");
        }
        if (max % value != 0) {
            throw line.malformed("max", "must be a multiple of value");
        }
        var name = line.has("name") ? line.text("name", MAX_NAME) : "Line " + member;
        return new LineOffer(Integer.parseInt(member), name, value, min, max);
    }
}
