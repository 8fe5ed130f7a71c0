package dev.coinless.localstack.cloud.rules;

import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.RuleSpec;
import dev.coinless.localstack.cloud.template.TemplateProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A topic rule's SQL: `SELECT columns FROM 'filter'`.
///
/// @param selections in order; `*` alone hands any payload over unchanged
record RuleSql(List<Selection> selections, TopicFilter filter) {

    private static final Pattern STATEMENT =
            Pattern.compile(
                    "\\s*SELECT\\s+(.+?)\\s+FROM\\s+'([^']+)'\\s*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern COLUMN =
            Pattern.compile(
                    "(.+?)(?:\\s+AS\\s+([A-Za-z_][A-Za-z0-9_]*))?",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    RuleSql {
        selections = List.copyOf(selections);
    }

    static RuleSql of(RuleSpec rule) {
        var statement = STATEMENT.matcher(rule.sql());
        if (!statement.matches()) {
            throw new TemplateProblem(
                    "SQL of rule " + rule.name() + " is not understood: " + rule.sql(),
                    rule.where());
        }
        var selections = new ArrayList<Selection>();
        for (var column : columns(statement.group(1))) {
            selections.add(selection(column, rule));
        }
        return new RuleSql(selections, new TopicFilter(statement.group(2)));
    }

    /// The message for the rule's actions.
    Payload apply(Selection.Message message) {
        if (selections.equals(List.of(new Selection.All()))) {
            return message.payload();
        }
        var out = Json.object();
        selections.forEach(selection -> selection.addTo(out, message));
        return Json.payload(out);
    }

    private static Selection selection(String text, RuleSpec rule) {
        var column = COLUMN.matcher(text.strip());
        if (column.matches()) {
            var expression = column.group(1).strip();
            if (expression.equals("*") && column.group(2) == null) {
                return new Selection.All();
            }
            var understood = Selection.expression(expression);
            if (understood.isPresent()) {
                var name = column.group(2) == null ? lastName(expression) : column.group(2);
                return new Selection.Named(name, understood.get());
            }
        }
        throw new TemplateProblem(
                "column '" + text.strip() + "' of rule " + rule.name() + " is not understood",
                rule.where());
    }

    private static String lastName(String expression) {
        var bare = expression.replaceAll("\\(.*", "");
        return bare.substring(bare.lastIndexOf('.') + 1);
    }

    /// Splits at commas outside of brackets.
    private static List<String> columns(String text) {
        var columns = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        columns.add(text.substring(start, i));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        columns.add(text.substring(start));
        return columns;
    }
}
