package dev.coinless.functions.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Evaluates the part of DynamoDB's condition language that is in use: comparisons, AND, OR,
/// parentheses, attribute_exists and attribute_not_exists. Anything else is an error, not a guess.
final class ExpressionTree {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(<=|>=|<>|[()=<>,]|[#:]?[A-Za-z0-9_.-]+)");

    private final List<String> tokens;
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Map<String, AttributeValue> item;
    private int at;

    private ExpressionTree(
            List<String> tokens,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> item) {
        this.tokens = tokens;
        this.names = names;
        this.values = values;
        this.item = item;
    }

    /// Whether the condition holds for an item; a missing item is an empty map.
    static boolean holds(
            String expression,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> item) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(expression);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        var tree = new ExpressionTree(tokens, names, values, item);
        boolean result = tree.or();
        if (tree.at != tokens.size() || !expression.substring(end).isBlank()) {
            throw new IllegalArgumentException("not understood: " + expression);
        }
        return result;
    }

    private boolean or() {
        boolean result = and();
        while (accept("OR")) {
            result |= and();
        }
        return result;
    }

    private boolean and() {
        boolean result = term();
        while (accept("AND")) {
            result &= term();
        }
        return result;
    }

    private boolean term() {
        if (accept("(")) {
            boolean result = or();
            expect(")");
            return result;
        }
        if (accept("attribute_exists")) {
            return isPresent();
        }
        if (accept("attribute_not_exists")) {
            return !isPresent();
        }
        var left = operand();
        var operator = tokens.get(at++);
        var right = operand();
        return left.isPresent() && right.isPresent() && compare(left.get(), operator, right.get());
    }

    private boolean isPresent() {
        expect("(");
        boolean present = operand().isPresent();
        expect(")");
        return present;
    }

    private Optional<AttributeValue> operand() {
        var token = tokens.get(at++);
        if (token.startsWith(":")) {
            return Optional.of(values.get(token));
        }
        return Optional.ofNullable(item.get(token.startsWith("#") ? names.get(token) : token));
    }

    private static boolean compare(AttributeValue left, String operator, AttributeValue right) {
        int order = order(left, right);
        return switch (operator) {
            case "=" -> left.equals(right) || (left.n() != null && order == 0);
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException("operator " + operator);
        };
    }

    static int order(AttributeValue left, AttributeValue right) {
        if (left.n() != null && right.n() != null) {
            return new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
        }
        if (left.s() != null && right.s() != null) {
            return left.s().compareTo(right.s());
        }
        return left.equals(right) ? 0 : 1;
    }

    private boolean accept(String token) {
        if (at < tokens.size() && tokens.get(at).equalsIgnoreCase(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException("expected %s in %s".formatted(token, tokens));
        }
    }
}
