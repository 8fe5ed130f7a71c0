package dev.coinless.localstack.broker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An `AWS::IoT::Policy` document, as far as AWS's rules for it are imitated: everything is denied
/// that no statement allows, and a Deny wins over every Allow.
///
/// `*` stands for any characters and `?` for one; MQTT's own `+` and `#` are plain characters here.
/// A statement that names a policy variable without value matches nothing. The condition that is
/// understood is `Bool: iot:Connection.Thing.IsAttached`.
///
/// @param statements in the document's order
record Policy(List<Statement> statements) {

    /// An ARN has the resource as its sixth part; a topic may have colons too.
    private static final int ARN_PARTS = 6;

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
    static final String IS_ATTACHED = "iot:Connection.Thing.IsAttached";

    /// One statement.
    ///
    /// @param resources such as `topic/coinless/${iot:Connection.Thing.ThingName}/up/*`
    /// @param conditions the values that variables must have
    record Statement(
            boolean allow,
            List<String> actions,
            List<String> resources,
            Map<String, String> conditions) {

        Statement {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
            conditions = Map.copyOf(conditions);
        }

        boolean matches(String action, String resource, Map<String, String> variables) {
            return actions.stream().anyMatch(it -> like(lower(it), lower(action)))
                    && resources.stream().anyMatch(it -> likeWith(it, resource, variables))
                    && conditions.entrySet().stream()
                            .allMatch(it -> it.getValue().equals(variables.get(it.getKey())));
        }
    }

    Policy {
        statements = List.copyOf(statements);
    }

    /// Reads a document; the local cloud has refused what is not understood here.
    static Policy of(JsonNode document) {
        var statements = new ArrayList<Statement>();
        var given = document.path("Statement");
        if (given.isObject()) {
            statements.add(statement(given));
        } else {
            given.forEach(each -> statements.add(statement(each)));
        }
        return new Policy(statements);
    }

    /// Whether a client may do it.
    ///
    /// @param action such as `iot:Publish`
    /// @param resource such as `topic/coinless/M8/up/bundle`
    /// @param variables what is known of the connection, by the policy variable's name
    boolean allows(String action, String resource, Map<String, String> variables) {
        var matching =
                statements.stream()
                        .filter(it -> it.matches(action, resource, variables))
                        .map(Statement::allow)
                        .toList();
        return !matching.isEmpty() && !matching.contains(false);
    }

    private static Statement statement(JsonNode node) {
        var conditions = new java.util.HashMap<String, String>();
        node.path("Condition")
                .path("Bool")
                .properties()
                .forEach(it -> conditions.put(it.getKey(), it.getValue().asText()));
        return new Statement(
                node.path("Effect").asText().equals("Allow"),
                texts(node.path("Action")),
                texts(node.path("Resource")).stream().map(Policy::resourceOf).toList(),
                conditions);
    }

    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        if (node.isArray()) {
            node.forEach(each -> texts.add(each.asText()));
        } else {
            texts.add(node.asText());
        }
        return texts;
    }

    private static String resourceOf(String arn) {
        var parts = arn.split(":", ARN_PARTS);
        return parts.length == ARN_PARTS ? parts[ARN_PARTS - 1] : arn;
    }

    private static boolean likeWith(
            String pattern, String resource, Map<String, String> variables) {
        var names = VARIABLE.matcher(pattern).results().map(it -> it.group(1)).toList();
        if (!variables.keySet().containsAll(names)) {
            return false;
        }
        var expression = new StringBuilder();
        var variable = VARIABLE.matcher(pattern);
        int from = 0;
        while (variable.find()) {
            expression.append(expressionOf(pattern.substring(from, variable.start())));
            expression.append(Pattern.quote(variables.get(variable.group(1))));
            from = variable.end();
        }
        expression.append(expressionOf(pattern.substring(from)));
        return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(resource).matches();
    }

    private static boolean like(String pattern, String text) {
        return Pattern.compile(expressionOf(pattern), Pattern.DOTALL).matcher(text).matches();
    }

    /// A value of a variable is taken as it is, so only the document's own `*` and `?` are wild.
    private static String expressionOf(String pattern) {
        return Pattern.compile("[^*?]+|\\*|\\?")
                .matcher(pattern)
                .replaceAll(match ->
                        switch (match.group()) {
                            case "*" -> ".*";
                            case "?" -> ".";
                            default -> Matcher.quoteReplacement(Pattern.quote(match.group()));
                        });
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
