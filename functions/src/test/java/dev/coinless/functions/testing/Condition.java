package dev.coinless.functions.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The part of DynamoDB's condition language that is in use: comparisons, AND, OR, parentheses,
/// attribute_exists and attribute_not_exists. Anything else is an error, not a guess.
///
/// A text is read once and kept; adapters have a handful of them.
final class Condition {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(<=|>=|<>|[()=<>,]|[#:]?[A-Za-z0-9_.-]+)");
    private static final Map<String, Condition> READ = new ConcurrentHashMap<>();

    private final Node node;

    private Condition(Node node) {
        this.node = node;
    }

    private sealed interface Node {}

    private record Or(Node left, Node right) implements Node {}

    private record And(Node left, Node right) implements Node {}

    private record Exists(String operand, boolean wanted) implements Node {}

    private record Compare(String left, String operator, String right) implements Node {}

    /// One request's condition with its placeholders.
    record Bound(
            Condition condition, Map<String, String> names, Map<String, AttributeValue> values) {

        static Bound of(
                String expression, Map<String, String> names, Map<String, AttributeValue> values) {
            return new Bound(Condition.of(expression), names, values);
        }

        /// Whether it holds for an item; a missing item is an empty map.
        boolean holds(Map<String, AttributeValue> item) {
            return holds(condition.node, item);
        }

        /// The value that an attribute must equal, where the condition says so for certain.
        Optional<AttributeValue> required(String attribute) {
            return required(condition.node, attribute);
        }

        private boolean holds(Node node, Map<String, AttributeValue> item) {
            return switch (node) {
                case Or(var left, var right) -> holds(left, item) | holds(right, item);
                case And(var left, var right) -> holds(left, item) & holds(right, item);
                case Exists(var operand, boolean wanted) -> value(operand, item) != null == wanted;
                case Compare(var left, var operator, var right) -> {
                    var a = value(left, item);
                    var b = value(right, item);
                    yield a != null && b != null && compare(a, operator, b);
                }
            };
        }

        private AttributeValue value(String operand, Map<String, AttributeValue> item) {
            if (operand.charAt(0) == ':') {
                return values.get(operand);
            }
            return item.get(name(operand));
        }

        private String name(String operand) {
            return operand.charAt(0) == '#' ? names.get(operand) : operand;
        }

        private Optional<AttributeValue> required(Node node, String attribute) {
            return switch (node) {
                case And(var left, var right) ->
                        required(left, attribute).or(() -> required(right, attribute));
                case Compare(var left, var operator, var right) ->
                        operator.equals("=")
                                        && left.charAt(0) != ':'
                                        && right.charAt(0) == ':'
                                        && name(left).equals(attribute)
                                ? Optional.of(values.get(right))
                                : Optional.empty();
                case Or _, Exists _ -> Optional.empty();
            };
        }
    }

    static Condition of(String expression) {
        return READ.computeIfAbsent(expression, text -> new Condition(new Reader(text).read()));
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

    private static final class Reader {

        private final String text;
        private final List<String> tokens = new ArrayList<>();
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Node read() {
            var matcher = TOKEN.matcher(text);
            int end = 0;
            while (matcher.find() && matcher.start() == end) {
                tokens.add(matcher.group(1));
                end = matcher.end();
            }
            var node = or();
            if (at != tokens.size() || !text.substring(end).isBlank()) {
                throw new IllegalArgumentException("not understood: " + text);
            }
            return node;
        }

        private Node or() {
            var node = and();
            while (accept("OR")) {
                node = new Or(node, and());
            }
            return node;
        }

        private Node and() {
            var node = term();
            while (accept("AND")) {
                node = new And(node, term());
            }
            return node;
        }

        private Node term() {
            if (accept("(")) {
                var node = or();
                expect(")");
                return node;
            }
            if (accept("attribute_exists")) {
                return new Exists(argument(), true);
            }
            if (accept("attribute_not_exists")) {
                return new Exists(argument(), false);
            }
            return new Compare(tokens.get(at++), tokens.get(at++), tokens.get(at++));
        }

        private String argument() {
            expect("(");
            var operand = tokens.get(at++);
            expect(")");
            return operand;
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
                throw new IllegalArgumentException("expected %s in %s".formatted(token, text));
            }
        }
    }
}
